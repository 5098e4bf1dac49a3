-- Why a person must look at a row although its time text may be clear: the table around it can be meant in two ways. Rows of yesterday have none.
ALTER TABLE "plan_activity" ADD COLUMN "doubts" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
