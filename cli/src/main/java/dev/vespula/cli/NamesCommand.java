package dev.vespula.cli;

import dev.vespula.EnforcedLimits;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.text.printer.CodeListing;
import java.io.PrintStream;
import java.util.List;
import java.util.TreeMap;

/** {@code vespula names}: the names in a module or component, and other ones for functions. */
final class NamesCommand extends Command {
    private final ModuleOptions modules = new ModuleOptions();
    private final Option set = Option.value("--set", "FUNC=NAME",
            "Write the module with NAME as the name of the function FUNC: an index, a name or an export name. Nothing behind the '=' "
                    + "takes the name away.")
            .repeatable();
    private final Option output = Option.value("--output", "OUT",
            "With --set: the file to write, which may be FILE itself; standard output without it.").orShort("-o");

    NamesCommand() {
        super("names", "Lists the names that a module or component gives its parts, or names functions.", "FILE");
        takes(set, output);
        takes(modules.compiled);
        explain("Names are those of the name section, one a line: what is named, its index, and the name; of a local, label or field "
                + "first the index of its function or type. They stand in backtraces, traces and texts.");
    }

    @Override
    int run(Console console) {
        if (output.isGiven() && !set.isGiven()) {
            throw new UsageException(output.name() + " needs " + set.name());
        }
        ModuleFile given = new ModuleFile(modules, console, arguments().get(0));
        if (set.isGiven()) {
            console.writeBinary(output, named(given.butNoComponent(this).name(), given.binary()));
            return Main.OK;
        }
        byte[] wasm = given.binary();
        PrintStream out = console.buffered();
        try {
            if (given.isComponent()) {
                ComponentModel model = ComponentDecoder.decode(wasm, ComponentFeatures.ALL);
                list(model, out);
                list(NestedPart.of(wasm, model), wasm, out);
            } else {
                list(decode(wasm).names(), out);
            }
        } finally {
            out.flush();
        }
        return Main.OK;
    }

    private static ModuleModel decode(byte[] wasm) {
        return ModuleDecoder.decode(wasm, Features.ALL, EnforcedLimits.none(), new TypeRegistry());
    }

    // ---- the list

    private static void list(NameSection names, PrintStream out) {
        names.visit((space, owner, index, name) -> out.println(word(space) + (owner < 0 ? "" : " " + owner)
                + (space == Space.MODULE ? "" : " " + Integer.toUnsignedString(index)) + "  " + PrintableName.escaped(name)));
    }

    private static String word(Space space) {
        return switch (space) {
            case MODULE -> "module";
            case FUNCTION -> "func";
            case LOCAL -> "local";
            case LABEL -> "label";
            case TYPE -> "type";
            case TABLE -> "table";
            case MEMORY -> "memory";
            case GLOBAL -> "global";
            case ELEMENT -> "elem";
            case DATA -> "data";
            case FIELD -> "field";
            case TAG -> "tag";
        };
    }

    private static void list(ComponentModel model, PrintStream out) {
        model.names().component().ifPresent(name -> out.println("component  " + PrintableName.escaped(name)));
        new TreeMap<>(model.names().names()).forEach((sort, names) -> new TreeMap<>(names).forEach((index, name) -> out.println(
                sort.text() + " " + Integer.toUnsignedString(index) + "  " + PrintableName.escaped(name))));
    }

    private static void list(List<NestedPart> parts, byte[] wasm, PrintStream out) {
        for (NestedPart part : parts) {
            out.println();
            out.println(part.title());
            if (part.isModule()) {
                list(decode(part.binary(wasm)).names(), out);
            }
            list(part.parts(), wasm, out);
        }
    }

    // ---- other names

    private byte[] named(String file, byte[] wasm) {
        CodeListing functions = new CodeListing(wasm);
        FunctionNames names = new FunctionNames(decode(wasm));
        for (String value : set.values()) {
            int equals = value.indexOf('=');
            if (equals <= 0) {
                throw new UsageException(set.name() + " takes " + set.label() + ", not '" + value + "'");
            }
            names.set(find(functions, file, value.substring(0, equals)), value.substring(equals + 1));
        }
        return names.binary();
    }

    private static int find(CodeListing functions, String file, String wanted) {
        for (int function = 0; function < functions.functionCount(); function++) {
            if (functions.isCalled(function, wanted)) {
                return function;
            }
        }
        throw new CommandException(file + " has no function '" + wanted + "'; it has " + functions.functionCount()
                + " functions");
    }
}
