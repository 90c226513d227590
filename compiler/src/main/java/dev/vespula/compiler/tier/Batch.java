package dev.vespula.compiler.tier;

import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.image.ClassFile;
import dev.vespula.compiler.image.CodePlace;
import dev.vespula.compiler.image.LoopPlace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was written in one go: classes, and what they need to be run. */
final class Batch {
    /** The classes. */
    final List<ClassFile> classes = new ArrayList<>();
    /** Where the code of each function is that was written. */
    final Map<Integer, CodePlace> places = new LinkedHashMap<>();
    /** The loops that were written. */
    final List<LoopPlace> loops = new ArrayList<>();
    /** Shapes of the functions and of their calls. */
    final Set<Shape> shapes = new LinkedHashSet<>();
    /** Functions without code that are called through their entries. */
    final BitSet entered = new BitSet();
}
