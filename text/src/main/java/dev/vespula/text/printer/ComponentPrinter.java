package dev.vespula.text.printer;

import dev.vespula.ModuleException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.binary.NestedPlace;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.text.PrintStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole component as text. Every definition stands where it stood, and nothing is written inline, so that the text has the
 * order of the binary. What indices refer to is not looked at: invalid components have a text too.
 */
public final class ComponentPrinter {
    private final PrintStyle style;
    private final Output out;
    private final ComponentTypePrinter types;
    /** The components and modules around what is printed, as messages call them. */
    private final List<String> path = new ArrayList<>();

    private ComponentPrinter(PrintStyle style, Output out) {
        this.style = style;
        this.out = out;
        this.types = new ComponentTypePrinter(out);
    }

    /**
     * Writes the text of a binary component.
     *
     * @throws ModuleException when it, or a module within it, cannot be decoded
     */
    public static void print(byte[] binary, PrintStyle style, Appendable target) {
        ComponentModel model = ComponentDecoder.decode(binary, ComponentFeatures.ALL);
        Output out = new Output(target, binary.length);
        ComponentPrinter printer = new ComponentPrinter(style, out);
        out.add("(component").add(ComponentSpaces.heading(model.names().component().orElse(null)));
        try {
            printer.printDefinitions(model);
        } catch (ModuleException error) {
            throw NestedPlace.tell(error, printer.path);
        }
        out.add("\n").finish();
    }

    /** The definitions, and the parenthesis that closes the component. Nesting is bounded by the decoder. */
    private void printDefinitions(ComponentModel model) {
        ComponentSpaces spaces = new ComponentSpaces(model.names());
        out.indent();
        for (Definition definition : model.definitions()) {
            print(definition, spaces);
            spaces.complete();
        }
        out.outdent();
        out.line().add(")");
    }

    private void print(Definition definition, ComponentSpaces spaces) {
        if (definition instanceof Definition.OfCoreModule module) {
            printModule(module, spaces);
        } else if (definition instanceof Definition.OfComponent nested) {
            printComponent(nested.component(), spaces);
        } else if (definition instanceof Definition.OfCoreInstance || definition instanceof Definition.OfCoreExports) {
            printCoreInstance(definition, spaces);
        } else if (definition instanceof Definition.OfInstance || definition instanceof Definition.OfExports) {
            printInstance(definition, spaces);
        } else if (definition instanceof Definition.OfCoreType type) {
            types.printCoreType(type.type(), spaces);
        } else if (definition instanceof Definition.OfType type) {
            types.printType(type.type(), spaces);
        } else if (definition instanceof Definition.OfAlias alias) {
            types.printAlias(alias.alias(), spaces);
        } else if (definition instanceof Definition.OfCanon canon) {
            printCanon(canon.canon(), spaces);
        } else if (definition instanceof Definition.OfImport imported) {
            types.printImport(imported.name(), imported.description(), spaces);
        } else if (definition instanceof Definition.OfExport export) {
            printExport(export, spaces);
        } else if (definition instanceof Definition.OfCustomSection custom) {
            Slice content = custom.content();
            out.line().add("(@custom ").add(Quoted.name(custom.name())).add(" ");
            out.bytes(content.bytes(), content.from(), content.to()).add(")");
        }
    }

    private void printModule(Definition.OfCoreModule definition, ComponentSpaces spaces) {
        path.add(Sort.CORE_MODULE.text() + " " + spaces.count(Sort.CORE_MODULE));
        BinaryModule module = new BinaryModule(definition.binary().copy());
        out.line().add("(core module").add(spaces.define(Sort.CORE_MODULE, module.name()));
        ModulePrinter.print(module, style, out);
        path.remove(path.size() - 1);
    }

    private void printComponent(ComponentModel component, ComponentSpaces spaces) {
        path.add(Sort.COMPONENT.text() + " " + spaces.count(Sort.COMPONENT));
        out.line().add("(component").add(spaces.define(Sort.COMPONENT, component.names().component().orElse(null)));
        printDefinitions(component);
        path.remove(path.size() - 1);
    }

    private void printCoreInstance(Definition definition, ComponentSpaces spaces) {
        out.line().add("(core instance").add(spaces.define(Sort.CORE_INSTANCE));
        if (definition instanceof Definition.OfCoreInstance instance) {
            out.add(" (instantiate ").add(spaces.reference(Sort.CORE_MODULE, instance.module()));
            for (Definition.Argument argument : instance.arguments()) {
                out.add(" (with ").add(Quoted.name(argument.name())).add(" (instance ")
                        .add(spaces.reference(Sort.CORE_INSTANCE, argument.index())).add("))");
            }
            out.add(")");
        } else if (definition instanceof Definition.OfCoreExports instance) {
            for (Definition.Argument export : instance.exports()) {
                out.add(" (export ").add(Quoted.name(export.name())).add(" ")
                        .add(spaces.coreUse(export.sort(), export.index())).add(")");
            }
        }
        out.add(")");
    }

    private void printInstance(Definition definition, ComponentSpaces spaces) {
        out.line().add("(instance").add(spaces.define(Sort.INSTANCE));
        if (definition instanceof Definition.OfInstance instance) {
            out.add(" (instantiate ").add(spaces.reference(Sort.COMPONENT, instance.component()));
            for (Definition.Argument argument : instance.arguments()) {
                out.add(" (with ").add(Quoted.name(argument.name())).add(" ")
                        .add(spaces.use(argument.sort(), argument.index())).add(")");
            }
            out.add(")");
        } else if (definition instanceof Definition.OfExports instance) {
            for (Definition.NamedExport export : instance.exports()) {
                out.add(" (export ").add(ComponentTypePrinter.name(export.name())).add(" ")
                        .add(spaces.use(export.sort(), export.index())).add(")");
            }
        }
        out.add(")");
    }

    private void printCanon(Canon canon, ComponentSpaces spaces) {
        if (canon instanceof Canon.Lift lift) {
            out.line().add("(func").add(spaces.define(Sort.FUNCTION)).add(" (type ")
                    .add(spaces.reference(Sort.TYPE, lift.type())).add(") (canon ").add(CanonText.of(canon, spaces)).add("))");
        } else {
            out.line().add("(core func").add(spaces.define(Sort.CORE_FUNCTION)).add(" (canon ")
                    .add(CanonText.of(canon, spaces)).add("))");
        }
    }

    private void printExport(Definition.OfExport export, ComponentSpaces spaces) {
        out.line().add("(export").add(spaces.define(export.sort())).add(" ").add(ComponentTypePrinter.name(export.name()))
                .add(" ").add(spaces.use(export.sort(), export.index()));
        export.ascribed().ifPresent(type -> out.add(" ").add(ComponentTypePrinter.ascribed(type, spaces)));
        out.add(")");
    }
}
