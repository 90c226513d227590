package dev.vespula.bindings.internal.wit;

import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitTypeDef;
import dev.vespula.internal.names.PrintableName;
import java.util.List;
import java.util.stream.Stream;

/** What there is no room for in Java, or nothing that the library could bind. */
final class Limits {
    /** Parameters of a method, which take up to two of 255 places; the object is another one. */
    static final int PARAMETERS = 127;
    /** Constants of an enum, which are all made in one method of 64 KiB. */
    private static final int CONSTANTS = 2_000;
    private static final int FLAGS = 32;
    /** Functions of an interface, each of which takes several of 65,535 constants of a class. */
    private static final int FUNCTIONS = 10_000;
    /** Characters of a name: a class file may be called by three of them, and no file system takes more than 255. */
    private static final int NAME = 80;

    private Limits() {}

    /** Notes that names are too long. */
    static void checkNames(Stream<String> names, String place, List<String> refused) {
        names.filter(name -> name.length() > NAME).forEach(name -> refused.add(place + ": " + PrintableName.quoted(name)
                + " is too long for a name of Java"));
    }

    /** Notes why there can be no Java for an interface. */
    static void check(WitInterface type, String place, List<String> refused) {
        if (type.functions().size() > FUNCTIONS) {
            refused.add(place + ": an interface of Java cannot have " + type.functions().size() + " methods");
        }
        checkNames(Stream.concat(type.name().stream(), type.types().keySet().stream()), place, refused);
    }

    /** Notes why there can be no Java for a type. */
    static void check(WitTypeDef type, String place, List<String> refused) {
        WitShape shape = type.shape();
        if (shape instanceof WitShape.Variant variant) {
            checkNames(variant.cases().stream().map(WitShape.Case::name), place, refused);
        }
        if (shape instanceof WitShape.StreamOf || shape instanceof WitShape.FutureOf) {
            refused.add(place + ": " + shape.word() + " is not supported");
        }
        boolean isData = shape instanceof WitShape.Record || shape instanceof WitShape.Tuple;
        if (isData && shape.parts().size() > PARAMETERS) {
            refused.add(place + ": a record of Java cannot have " + shape.parts().size() + " components");
        }
        if (shape instanceof WitShape.Enumeration labels && labels.cases().size() > CONSTANTS) {
            refused.add(place + ": an enum of Java cannot have " + labels.cases().size() + " constants");
        }
        if (shape instanceof WitShape.Flags labels && labels.flags().size() > FLAGS) {
            refused.add(place + ": no component can have " + labels.flags().size() + " flags");
        }
    }
}
