package dev.vespula.compiler.tier;

import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.entry.ShapeClasses;
import dev.vespula.compiler.image.ClassFile;
import dev.vespula.compiler.image.CodeImage;
import dev.vespula.compiler.image.CodePlace;
import dev.vespula.compiler.image.LoopPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compiled code of a module, of one go or of several: classes, and what they need to be run. Its methods are thread-safe. */
final class Batch {
    /** The classes by their names. */
    final Map<String, ClassFile> classes = new LinkedHashMap<>();
    /** Where the code of each function is that was written. */
    final Map<Integer, CodePlace> places = new LinkedHashMap<>();
    /** The loops that were written. */
    final List<LoopPlace> loops = new ArrayList<>();
    /** Shapes of the functions and of their calls. */
    final Set<Shape> shapes = new LinkedHashSet<>();
    /** Functions without code that are called through their entries. */
    final Set<Integer> entered = new TreeSet<>();
    /** How many names of classes are used up. */
    int units;
    /** The class that all share, by its name in class files; null if the code is that of one engine. */
    String home;

    /** Adds a class. */
    synchronized void add(ClassFile file) {
        classes.put(file.name(), file);
    }

    /** Adds the classes of a shape. */
    synchronized void add(Shape shape) {
        shapes.add(shape);
    }

    /** Adds what was compiled later. */
    synchronized void add(Batch later) {
        add(new CodeImage(List.copyOf(later.classes.values()), later.places, later.loops, List.copyOf(later.entered),
                later.units, null));
        shapes.addAll(later.shapes);
    }

    /** Adds what is in an image. */
    synchronized void add(CodeImage image) {
        image.classes().forEach(this::add);
        places.putAll(image.places());
        loops.addAll(image.loops());
        entered.addAll(image.entered());
        units = image.units();
    }

    /** The image of everything until now. */
    synchronized CodeImage image() {
        for (Shape shape : shapes) {
            for (String name : shape.classNames()) {
                classes.computeIfAbsent(name, key -> new ClassFile(key, ShapeClasses.write(key, shape)));
            }
        }
        return new CodeImage(List.copyOf(classes.values()), new LinkedHashMap<>(places), List.copyOf(loops),
                List.copyOf(entered), units, home);
    }
}
