package dev.vespula.compiler.entry;

import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.image.CompilerBuild;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.runtime.EngineBuild;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.types.ValTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a function type is called in Java. Before the arguments stand the instance and the position. The first result is
 * returned, further ones are left in the store's {@code results} and {@code resultRefs} by their slot.
 *
 * <p>Where there are more arguments than a Java method can take, or very many results, all of them are in the slots of the
 * callee's frame, and nothing is returned.
 */
public final class Shape {
    /** Java slots for arguments; three are taken by instance and position, one by the receiver. */
    private static final int MOST_SLOTS = 250;
    /** More results than this are passed in slots: the code to hand over each of them takes some 15 bytes. */
    private static final int MOST_RESULTS = 16;
    /** With the build: jars of several builds may be on one class path, and a class found there is taken. */
    static final String PACKAGE = "dev/vespula/compiled/shape_" + CompilerBuild.digest().substring(0, 8)
            + EngineBuild.digest().substring(0, 8) + "/";
    private static final String FIRST = "(" + Engine.ModuleInstance.TYPE + "J";

    /** The values of the arguments in order: kind, and slot in the callee's frame. */
    public final List<Value> params;
    /** The values of the results in order. */
    public final List<Value> results;
    /** Whether arguments and results are passed in Java's way rather than in slots. */
    public final boolean isDirect;
    /** Descriptor of a static method with the code. */
    public final String descriptor;
    /** The method of the abstract class. */
    private final JavaMethod call;
    /** A name that is the same for equal shapes. */
    public final String key;

    /**
     * A value, or half of a v128.
     *
     * @param slot slot among the parameters or results
     * @param kind what it is
     */
    public record Value(int slot, Kind kind) {}

    /** The shape of a function type: always the same object, for calls of wide types are written by the thousand. */
    public static Shape of(Signature signature) {
        if (signature.shape instanceof Shape known) {
            return known;
        }
        Shape made = new Shape(signature);
        signature.shape = made;
        return made;
    }

    private Shape(Signature signature) {
        params = values(signature.params);
        results = values(signature.results);
        isDirect = isDirect(signature);
        StringBuilder text = new StringBuilder(FIRST);
        StringBuilder name = new StringBuilder();
        for (Value argument : arguments()) {
            text.append(argument.kind().descriptor());
        }
        for (Value param : params) {
            name.append(param.kind().letter);
        }
        descriptor = text.append(')').append(returned()).toString();
        name.append('_');
        for (Value result : results) {
            name.append(result.kind().letter);
        }
        key = name.toString();
        call = JavaMethod.ofObject(entryName(), ShapeClasses.CALL, descriptor);
    }

    /** Whether arguments and results of a function type are passed in Java's way. */
    private static boolean isDirect(Signature signature) {
        int size = 0;
        for (int param : signature.params) {
            size += param == ValTypes.V128 ? 2 * Kind.LONG.size : Kind.ofValue(param).size;
        }
        return size <= MOST_SLOTS && signature.resultSlots <= MOST_RESULTS;
    }

    /** The values of value types: kinds and slots. */
    public static List<Value> values(int[] types) {
        List<Value> values = new ArrayList<>(types.length);
        int slot = 0;
        for (int type : types) {
            Kind kind = Kind.ofValue(type);
            values.add(new Value(slot++, kind));
            if (type == ValTypes.V128) {
                values.add(new Value(slot++, kind));
            }
        }
        return List.copyOf(values);
    }

    /** What the Java method returns: the first result, or null if there is none. */
    public Kind returnedKind() {
        return !isDirect || results.isEmpty() ? null : results.get(0).kind();
    }

    /** Descriptor of what the Java method returns. */
    public String returned() {
        return returnedKind() == null ? "V" : returnedKind().descriptor();
    }

    /** The arguments of the Java method behind instance and position. */
    public List<Value> arguments() {
        return isDirect ? params : List.of();
    }

    /** The results that are left in the store. */
    public List<Value> leftResults() {
        return isDirect && results.size() > 1 ? results.subList(1, results.size()) : List.of();
    }

    /** Java slots of instance, position and arguments. */
    public int argumentSlots() {
        int slots = 3;
        for (Value argument : arguments()) {
            slots += argument.kind().size;
        }
        return slots;
    }

    /** Whether there are references among parameters or results. */
    public boolean hasRefs() {
        return params.stream().anyMatch(value -> value.kind() == Kind.REF)
                || results.stream().anyMatch(value -> value.kind() == Kind.REF);
    }

    /** Slots of a frame that holds the parameters or the results. */
    public int frameSlots() {
        return Math.max(params.size(), results.size());
    }

    // ---- names of the classes of the shape

    /** Whether a class is one of those of shapes. */
    public static boolean isOfShape(String name) {
        return name.startsWith(PACKAGE);
    }

    /** Name of the abstract class with a method of the shape. */
    public String entryName() {
        return PACKAGE + "Entry_" + key;
    }

    /** Name of the class that interprets a function. */
    public String interpretedName() {
        return PACKAGE + "Interpreted_" + key;
    }

    /** Name of the class that calls a function of the host. */
    public String hostedName() {
        return PACKAGE + "Host_" + key;
    }

    /** The method of the abstract class that calls a function of the shape. */
    public JavaMethod call() {
        return call;
    }

    /** Names of all classes of the shape. */
    public List<String> classNames() {
        return List.of(entryName(), interpretedName(), hostedName());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && key.equals(shape.key);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(key);
    }
}
