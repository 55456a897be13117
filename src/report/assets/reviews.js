// Accept and reject flagged samples in the page, where `parsimony view` serves it from this machine. From disk, or
// from any other server, nothing is asked and nothing is shown.
(() => {
  const [list] = document.querySelectorAll('.flags[data-run]');
  const local = location.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(location.hostname);
  if (list === undefined || !local) return;
  const address = `/reviews?run=${encodeURIComponent(list.dataset.run)}`;
  let token = '';
  const decided = new Map();
  const keyOf = (candidate, sampleId) => JSON.stringify([candidate, sampleId]);
  const element = (name, attributes, text) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };

  function show(card) {
    const review = decided.get(keyOf(card.dataset.candidate, card.dataset.sample));
    if (review === undefined) return;
    const badge = card.querySelector('.badge.review');
    badge.className = `badge review ${review.decision === 'accept' ? 'pass' : 'fail'}`;
    badge.textContent = `${review.decision}ed`;
    card.querySelector('.decided').textContent = `${review.decision}ed: ${review.reason}`;
  }

  function addForm(card) {
    const { candidate, sample } = card.dataset;
    const form = element('div', { class: 'decide', role: 'group', 'aria-label': `Review of ${sample}` });
    const label = element('label', {}, 'Reason ');
    const reason = element('input', { type: 'text', maxlength: '2000', autocomplete: 'off' });
    label.append(reason);
    const told = element('span', { class: 'meta', role: 'status' });
    const send = async (decision) => {
      if (reason.value.trim() === '') {
        told.textContent = 'A decision needs a reason.';
        reason.focus();
        return;
      }
      told.textContent = 'Saving…';
      try {
        const response = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-parsimony-token': token },
          body: JSON.stringify({ candidate, sampleId: sample, decision, reason: reason.value }),
        });
        const answer = await response.json();
        if (!response.ok) throw new Error(answer.error);
        decided.set(keyOf(candidate, sample), { decision, reason: reason.value.trim() });
        show(card);
        const waiting = answer.unreviewed;
        told.textContent = `Saved. ${waiting === 1 ? '1 flag waits' : `${waiting} flags wait`}.`;
      } catch (error) {
        told.textContent = `Not saved: ${error.message}`;
      }
    };
    form.append(label);
    for (const [decision, text] of [
      ['accept', 'Accept'],
      ['reject', 'Reject'],
    ]) {
      const button = element('button', { type: 'button' }, text);
      button.addEventListener('click', () => send(decision));
      form.append(button);
    }
    form.append(told);
    card.querySelector('.evidence').prepend(form);
  }

  function furnish() {
    for (const card of document.querySelectorAll('.flag[data-sample]:not([data-furnished])')) {
      card.dataset.furnished = '';
      addForm(card);
      show(card);
    }
  }

  fetch(address)
    .then((response) => (response.ok ? response.json() : undefined))
    .then((answer) => {
      if (answer === undefined) return;
      token = answer.token;
      for (const { variant, sampleId, decision, reason } of answer.reviews) {
        decided.set(keyOf(variant, sampleId), { decision, reason });
      }
      furnish();
      document.addEventListener('parsimony:cards', furnish);
    })
    .catch(() => {});
})();
