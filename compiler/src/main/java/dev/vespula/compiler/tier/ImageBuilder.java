package dev.vespula.compiler.tier;

import dev.vespula.LimitException;
import dev.vespula.compiler.entry.Shape;
import dev.vespula.compiler.entry.ShapeClasses;
import dev.vespula.compiler.image.ClassFile;
import dev.vespula.compiler.image.CodeImage;
import dev.vespula.compiler.image.CodePlace;
import dev.vespula.compiler.image.LoopPlace;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.types.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects compiled code of a module for an image. Thread-safe. */
final class ImageBuilder {
    private final Map<String, ClassFile> classes = new LinkedHashMap<>();
    private final Map<Integer, CodePlace> places = new LinkedHashMap<>();
    private final List<LoopPlace> loops = new ArrayList<>();
    private final Set<Integer> entered = new TreeSet<>();
    private final Set<Shape> shapes = new LinkedHashSet<>();
    private int units;

    /**
     * Shapes of calls that an image has the classes of, 4 KB each: with 66,000 of them a module of 0.9 MB became a jar of
     * 132 MB. Programs have some hundred, those that are compiled from Dart some thousand types.
     */
    private static final int MOST_SHAPES = 10_000;

    /** Whether an image of all functions of a module may be made. */
    static boolean admits(ModuleCode module) {
        Set<Shape> different = new HashSet<>();
        for (int type = 0; type < module.model.typeCount() && different.size() <= MOST_SHAPES; type++) {
            if (module.model.type(type).kind() == TypeKind.FUNC) {
                different.add(Shape.of(module.engine.signature(module.typeId(type))));
            }
        }
        return different.size() <= MOST_SHAPES;
    }

    /**
     * An image of all functions of a module.
     *
     * @throws LimitException if the module is not {@linkplain #admits admitted}
     */
    static CodeImage whole(ModuleCode module) {
        if (!admits(module)) {
            throw new LimitException("the module exceeds the limit of " + MOST_SHAPES
                    + " different function types for code ahead of time", -1);
        }
        List<FunctionCode> all = BackgroundTier.functions(module);
        MethodNames names = new MethodNames(module);
        ModuleCompiler compiler = new ModuleCompiler(module, names);
        ImageBuilder builder = new ImageBuilder();
        builder.add(compiler.compile(all), compiler.classes());
        for (FunctionCode function : all) {
            // What others can get hold of. Of the rest only the interpreter wants entries, if it ever meets a function.
            CodePlace place = builder.places.get(function.index);
            if (place != null && (module.model.isDeclared(function.index) || module.model.start() == function.index)) {
                builder.add(ModuleCompiler.entry(names, function, place));
            }
            builder.add(Shape.of(function.signature));
        }
        return builder.image();
    }

    /** Goes on with what was found in an image. */
    synchronized void add(CodeImage image) {
        image.classes().forEach(this::add);
        places.putAll(image.places());
        loops.addAll(image.loops());
        entered.addAll(image.entered());
        units = image.units();
    }

    /** Adds what was compiled, after which so many names of classes are used up. */
    synchronized void add(Batch batch, int names) {
        batch.classes.forEach(this::add);
        places.putAll(batch.places);
        loops.addAll(batch.loops);
        batch.entered.stream().forEach(entered::add);
        shapes.addAll(batch.shapes);
        units = names;
    }

    /** Adds a class. */
    synchronized void add(ClassFile file) {
        classes.put(file.name(), file);
    }

    /** Adds the classes of a shape. */
    synchronized void add(Shape shape) {
        shapes.add(shape);
    }

    /** The image of everything until now. */
    synchronized CodeImage image() {
        for (Shape shape : shapes) {
            for (String name : shape.classNames()) {
                if (!classes.containsKey(name)) {
                    add(new ClassFile(name, ShapeClasses.write(name, shape)));
                }
            }
        }
        return new CodeImage(List.copyOf(classes.values()), new LinkedHashMap<>(places), List.copyOf(loops),
                List.copyOf(entered), units);
    }
}
