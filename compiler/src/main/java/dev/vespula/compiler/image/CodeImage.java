package dev.vespula.compiler.image;

import java.util.List;
import java.util.Map;

/**
 * Compiled code of a module outside of a process: of all its functions, or of those that ran often. Classes of the shapes of
 * its calls are among the classes, and so are entries of functions that are not only called by code of the image itself.
 *
 * @param classes the classes
 * @param places  where the code of each function is, by index
 * @param loops   loops that interpreted frames can enter
 * @param entered functions that code of the image calls through their entries
 * @param units   how many names of classes are used up
 * @param home    the class that all share, by its name in class files; null if the code is that of one engine
 */
public record CodeImage(List<ClassFile> classes, Map<Integer, CodePlace> places, List<LoopPlace> loops,
        List<Integer> entered, int units, String home) {
    /** No code. */
    public static final CodeImage NONE = new CodeImage(List.of(), Map.of(), List.of(), List.of(), 0, null);

    /** The same without the classes. */
    public CodeImage withoutClasses() {
        return new CodeImage(List.of(), places, loops, entered, units, home);
    }
}
