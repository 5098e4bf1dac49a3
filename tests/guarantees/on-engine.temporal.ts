import { onEngine } from '../support/office/on-engine.ts';
import { guarantees } from './guarantees.ts';

guarantees(onEngine());
