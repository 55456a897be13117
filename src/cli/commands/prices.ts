import { ParsimonyError } from '../../domain/index.js';
import type { CommandAction } from '../command-action.js';
import { type AddFlags, addPricesCommand } from './prices/add.js';
import { type ReadFlags, readPrices } from './prices/read.js';
import { type RefreshFlags, refreshPricesCommand } from './prices/refresh.js';

/** `prices list | show <model> | check | add <model> | refresh`. */
export const pricesCommand: CommandAction = async ([action, model], options, terminal) => {
  switch (action) {
    case 'list':
    case 'show':
    case 'check':
      return readPrices(action, model, options as ReadFlags, terminal);
    case 'add':
      return addPricesCommand(model, options as AddFlags, terminal);
    case 'refresh':
      return refreshPricesCommand(options as RefreshFlags, terminal);
    default:
      throw new ParsimonyError('invalid-input', `prices knows no action ${action}`, {
        hint: 'Use list, show <model>, check, add <model> or refresh.',
      });
  }
};
