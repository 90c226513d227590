package dev.vespula.internal.ir;

import java.util.Arrays;

/**
 * Where the exceptions of a function are caught. A <em>region</em> is a range of pcs, the body of a {@code try_table}
 * or {@code try}; regions nest and are numbered in the order in which they begin. Each has <em>clauses</em>, tried in
 * order, and a region to go on with when none of them fits: the one around it, or what a {@code delegate} names.
 *
 * <p>A clause says what it catches, at which pc the function goes on, and in which slots of its frame the values
 * and the exception itself then stand.
 *
 * <p>A pc belongs to the innermost region around it. An index inside of a statement counts as the statement.
 */
public final class HandlerTable {
    /** Stands for no region, no clause, no slot. */
    public static final int NONE = -1;
    /** In place of a tag: every exception is caught. */
    public static final int EVERY_TAG = -1;
    /** The table of a function that catches nothing. */
    public static final HandlerTable EMPTY = new HandlerTable(new int[0], new int[0]);

    // The record of a region.
    private static final int START = 0;
    private static final int END = 1;
    private static final int OUTER = 2;
    private static final int NEXT = 3;
    private static final int FIRST_CLAUSE = 4;
    private static final int END_CLAUSE = 5;
    private static final int REGION = 6;

    // The record of a clause.
    private static final int TAG = 0;
    private static final int TARGET = 1;
    private static final int VALUES = 2;
    private static final int REFERENCE = 3;
    private static final int CLAUSE = 4;

    private final int[] regions;
    private final int[] clauses;
    /** Positions, ascending, from where on the innermost region is another one; of equal ones the last one counts. */
    private int[] changes;
    /** The regions from there on. */
    private final int[] innermost;

    private HandlerTable(int[] regions, int[] clauses) {
        this.regions = regions;
        this.clauses = clauses;
        this.changes = new int[2 * regions()];
        this.innermost = new int[2 * regions()];
        findChanges();
    }

    private void findChanges() {
        int count = 0;
        int current = NONE;
        for (int region = 0; region <= regions(); region++) {
            int start = region < regions() ? start(region) : Integer.MAX_VALUE;
            if (region < regions() && start == end(region)) {
                // No pc is in it.
                continue;
            }
            while (current != NONE && end(current) <= start) {
                changes[count] = end(current);
                current = outer(current);
                innermost[count++] = current;
            }
            if (region < regions()) {
                changes[count] = start;
                innermost[count++] = region;
                current = region;
            }
        }
        changes = Arrays.copyOf(changes, count);
    }

    /** How many regions there are. */
    public int regions() {
        return regions.length / REGION;
    }

    /** How many clauses there are. */
    public int clauses() {
        return clauses.length / CLAUSE;
    }

    /** The innermost region around a pc. */
    public int regionAt(int pc) {
        int low = 0;
        int high = changes.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (changes[middle] <= pc) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? NONE : innermost[high];
    }

    /** First pc of a region. */
    public int start(int region) {
        return regions[region * REGION + START];
    }

    /** The pc after a region. */
    public int end(int region) {
        return regions[region * REGION + END];
    }

    /** The region around a region. */
    public int outer(int region) {
        return regions[region * REGION + OUTER];
    }

    /** The region that handles what the clauses of this one do not catch. */
    public int next(int region) {
        return regions[region * REGION + NEXT];
    }

    /** First clause of a region. */
    public int firstClause(int region) {
        return regions[region * REGION + FIRST_CLAUSE];
    }

    /** Clause after the last of a region. */
    public int endClause(int region) {
        return regions[region * REGION + END_CLAUSE];
    }

    /** Index of the tag that a clause catches, or {@link #EVERY_TAG}. */
    public int tag(int clause) {
        return clauses[clause * CLAUSE + TAG];
    }

    /** The pc where the function goes on; a label. */
    public int target(int clause) {
        return clauses[clause * CLAUSE + TARGET];
    }

    /** First slot for the values of an exception of the clause's tag. */
    public int values(int clause) {
        return clauses[clause * CLAUSE + VALUES];
    }

    /** Slot for the exception itself, or {@link #NONE} if it is not wanted. */
    public int reference(int clause) {
        return clauses[clause * CLAUSE + REFERENCE];
    }

    /** Collects the regions and clauses of one function after another. Not thread-safe. */
    public static final class Builder {
        private int[] regions = new int[4 * REGION];
        private int regionCount;
        /** Records of clauses in the order in which they came; {@link #owners} says of which region each is. */
        private int[] clauses = new int[4 * CLAUSE];
        private int[] owners = new int[4];
        private int clauseCount;

        /** Begins a new function. */
        public void reset() {
            regionCount = 0;
            clauseCount = 0;
        }

        /** Makes a region inside of another one, or of {@link #NONE}; it has still to begin. Returns its number. */
        public int open(int outer) {
            int record = regionCount * REGION;
            if (record == regions.length) {
                regions = Arrays.copyOf(regions, 2 * record);
            }
            regions[record + END] = Integer.MAX_VALUE;
            regions[record + OUTER] = outer;
            regions[record + NEXT] = outer;
            return regionCount++;
        }

        /** Begins a region; nothing else may begin since it was opened. */
        public void begin(int region, int pc) {
            regions[region * REGION + START] = pc;
        }

        /** Ends a region. */
        public void end(int region, int pc) {
            regions[region * REGION + END] = pc;
        }

        /** Lets another region than the one around it handle what a region does not catch. */
        public void delegate(int region, int next) {
            regions[region * REGION + NEXT] = next;
        }

        /** The region around a region. */
        public int outer(int region) {
            return regions[region * REGION + OUTER];
        }

        /** Adds a clause to a region, behind those it has. */
        public void clause(int region, int tag, int target, int values, int reference) {
            int record = clauseCount * CLAUSE;
            if (record == clauses.length) {
                clauses = Arrays.copyOf(clauses, 2 * record);
                owners = Arrays.copyOf(owners, 2 * clauseCount);
            }
            clauses[record + TAG] = tag;
            clauses[record + TARGET] = target;
            clauses[record + VALUES] = values;
            clauses[record + REFERENCE] = reference;
            owners[clauseCount++] = region;
        }

        /** The table. */
        public HandlerTable build() {
            if (regionCount == 0) {
                return EMPTY;
            }
            int[] table = Arrays.copyOf(regions, regionCount * REGION);
            for (int region = 0; region < regionCount; region++) {
                table[region * REGION + END_CLAUSE] = 0;
            }
            for (int clause = 0; clause < clauseCount; clause++) {
                table[owners[clause] * REGION + END_CLAUSE]++;
            }
            int first = 0;
            for (int region = 0; region < regionCount; region++) {
                int count = table[region * REGION + END_CLAUSE];
                table[region * REGION + FIRST_CLAUSE] = first;
                table[region * REGION + END_CLAUSE] = first;
                first += count;
            }
            int[] sorted = new int[clauseCount * CLAUSE];
            for (int clause = 0; clause < clauseCount; clause++) {
                int place = table[owners[clause] * REGION + END_CLAUSE]++;
                System.arraycopy(clauses, clause * CLAUSE, sorted, place * CLAUSE, CLAUSE);
            }
            return new HandlerTable(table, sorted);
        }
    }
}
