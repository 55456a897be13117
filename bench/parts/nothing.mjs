// Bare Node: what any command line in it pays before its first own line.
