package dev.vespula.compiler.plan;

/**
 * The work that may go into compiling a function: so much for each word of its IR, and a little more out of what its module
 * has to give. Some shapes make much of little (a call that hands over a thousand values is two bytes of Wasm), and no list of
 * shapes is complete, so what is limited is the work itself. A unit is about a byte of code written, some 20 ns. Functions
 * of real programs take 10 to 30 units for a word.
 *
 * <p>Used by one thread.
 */
public final class Effort {
    private static final int PER_WORD = 120;
    /** What all functions of a module may take together beyond what their length gives them. */
    private static final long SPARE = 20_000_000;
    /** What one of them may take of it. */
    private static final long MOST_SPARE = 500_000;

    private final long perWord;
    private long spare = SPARE;
    private long left;
    private long takeable;

    /** Thrown when a function would take more: it stays interpreted. */
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded() {
            super("compiling takes more work than a function of its length may", null, false, false);
        }
    }

    /** What a module's functions may take. */
    public Effort() {
        this(PER_WORD);
    }

    private Effort(long perWord) {
        this.perWord = perWord;
    }

    /** For tests whose methods are tiny, so that functions have many of them. */
    public static Effort withoutBound() {
        return new Effort(Integer.MAX_VALUE);
    }

    /** Begins with a function whose IR has so many words. */
    public void begin(int words) {
        left = words * perWord;
        takeable = MOST_SPARE;
    }

    /**
     * Takes what is about to be done, or was done.
     *
     * @throws Exceeded if the function has no more
     */
    public void spend(long units) {
        left -= units;
        if (left < 0) {
            takeSpare();
        }
    }

    private void takeSpare() {
        long wanted = -left;
        if (wanted > Math.min(spare, takeable)) {
            throw new Exceeded();
        }
        spare -= wanted;
        takeable -= wanted;
        left = 0;
    }
}
