// Proofs of delivery as the tables hold them, against the hashes that the log keeps of them.
import { type Difference, rowDifference } from './difference.ts';

export interface StoredProof {
  /** `message` with its attempts and receipts, or `entry`: a row of the ledger. */
  kind: 'message' | 'entry';
  id: string;
  /** For people: whose it is, and when. */
  name: string;
  hash: string;
  /** It has its end; from then on it is to be sealed. */
  ended: boolean;
  /** The table says that the log holds its hash. */
  sealed: boolean;
  /** A message that no reminder belongs to was not made by the product. */
  orphan: boolean;
}

export interface ProofCheck {
  add(proof: StoredProof): void;
  /** Called once, after every proof was added. */
  finish(): { differences: Difference[]; sealed: number; unsealed: number };
}

/** Takes every proof there is, one by one, and finds the changed, the removed and the unknown ones. */
export function createProofCheck(seals: ReadonlyMap<string, string>): ProofCheck {
  const missing = new Set(seals.keys());
  const differences: Difference[] = [];
  const count = { sealed: 0, unsealed: 0 };
  return {
    add({ kind, id, name, hash, ended, sealed, orphan }) {
      const key = `${kind}/${id}`;
      const subject = `${kind === 'message' ? 'message' : 'ledger'}/${id}`;
      const told = (words: string) => differences.push(rowDifference(subject, `${name}: ${words}.`));
      missing.delete(key);
      if (orphan) told('không thuộc lượt nhắc nào, không do phần mềm tạo ra');
      if (!sealed) {
        if (ended) count.unsealed += 1;
        return;
      }
      count.sealed += 1;
      const known = seals.get(key);
      if (known === undefined) told('ghi là đã niêm phong nhưng nhật ký không có');
      else if (known !== hash) told('đã bị sửa sau khi niêm phong (người nhận, nội dung, giờ, kết quả hoặc biên nhận)');
    },
    finish() {
      for (const key of missing) {
        const [kind, id] = key.split('/') as [string, string];
        const what = kind === 'message' ? `Thư ${id}` : `Lượt nhắc ${id}`;
        const subject = `${kind === 'message' ? 'message' : 'ledger'}/${id}`;
        differences.push(rowDifference(subject, `${what}: đã niêm phong trong nhật ký, đã bị xóa khỏi bảng.`));
      }
      return { differences, ...count };
    },
  };
}
