package dev.vespula.compiler.image;

/**
 * A loop that interpreted frames can enter.
 *
 * @param function    index of its function
 * @param position    where it begins in the IR
 * @param owner       the class with its code, by its name in class files
 * @param fingerprint stands for the IR that the code was made from
 */
public record LoopPlace(int function, int position, String owner, int fingerprint) {
    /** The class of the loop's entry. */
    public String entry() {
        return owner + "$loop";
    }

    /** Whether it is a certain loop. */
    public boolean isAt(int index, int start) {
        return function == index && position == start;
    }
}
