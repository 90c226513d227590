package dev.vespula.compiler.image;

/**
 * Where the code of a function is.
 *
 * @param owner       the class, by its name in class files
 * @param isLeaver    whether the function leaves tail calls to its caller
 * @param fingerprint stands for the IR that the code was made from
 */
public record CodePlace(String owner, boolean isLeaver, int fingerprint) {
    /** The class of the function's entry. */
    public String entry(int function) {
        return owner + "$" + function;
    }
}
