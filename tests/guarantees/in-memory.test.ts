import { inMemory } from '../support/office/in-memory.ts';
import { guarantees } from './guarantees.ts';

guarantees(inMemory);
