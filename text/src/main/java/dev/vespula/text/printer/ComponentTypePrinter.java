package dev.vespula.text.printer;

import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.CoreType;
import dev.vespula.component.internal.model.CoreType.ModuleDeclaration;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.text.syntax.ExternWords;
import java.util.List;
import java.util.Optional;

/** Types of components, and what may stand in them: aliases, names, descriptions of imports and exports. */
final class ComponentTypePrinter {
    private final Output out;

    ComponentTypePrinter(Output out) {
        this.out = out;
    }

    // ---- definitions

    /** Prints the definition of a type on a line of its own. */
    void printType(TypeDefinition type, ComponentSpaces spaces) {
        out.line().add("(type").add(spaces.define(Sort.TYPE)).add(" ");
        if (type instanceof TypeDefinition.OfComponent component) {
            out.add("(component");
            printDeclarations(component.declarations());
            out.add(")");
        } else if (type instanceof TypeDefinition.OfInstance instance) {
            out.add("(instance");
            printDeclarations(instance.declarations());
            out.add(")");
        } else if (type instanceof TypeDefinition.OfFunction function) {
            out.add(function.async() ? "(func async" : "(func");
            printFields("param", function.params(), spaces);
            printOptional(" (result ", function.result(), ")", spaces);
            out.add(")");
        } else if (type instanceof TypeDefinition.OfResource resource) {
            out.add("(resource (rep ").add(CanonText.numberWord(resource.representation())).add(")");
            resource.destructor().ifPresent(
                    destructor -> out.add(" (dtor ").add(spaces.use(Sort.CORE_FUNCTION, destructor)).add(")"));
            out.add(")");
        } else if (type instanceof TypeDefinition.OfPrimitive primitive) {
            out.add(primitive.type().toString());
        } else if (type instanceof TypeDefinition.OfValues values) {
            out.add("(");
            printValues(values, spaces);
            out.add(")");
        }
        out.add(")");
    }

    private void printValues(TypeDefinition.OfValues type, ComponentSpaces spaces) {
        if (type instanceof TypeDefinition.OfRecord record) {
            out.add("record");
            printFields("field", record.fields(), spaces);
        } else if (type instanceof TypeDefinition.OfVariant variant) {
            out.add("variant");
            for (TypeDefinition.Case one : variant.cases()) {
                out.add(" (case ").add(Quoted.name(one.label()));
                printOptional(" ", one.payload(), "", spaces);
                out.add(")");
            }
        } else if (type instanceof TypeDefinition.OfTuple tuple) {
            out.add("tuple");
            tuple.members().forEach(member -> out.add(" ").add(ref(member, spaces)));
        } else if (type instanceof TypeDefinition.OfFlags flags) {
            out.add("flags");
            flags.labels().forEach(label -> out.add(" ").add(Quoted.name(label)));
        } else if (type instanceof TypeDefinition.OfEnum labels) {
            out.add("enum");
            labels.labels().forEach(label -> out.add(" ").add(Quoted.name(label)));
        } else if (type instanceof TypeDefinition.OfOwn own) {
            out.add("own ").add(spaces.reference(Sort.TYPE, own.resource()));
        } else if (type instanceof TypeDefinition.OfBorrow borrow) {
            out.add("borrow ").add(spaces.reference(Sort.TYPE, borrow.resource()));
        } else {
            printGeneric(type, spaces);
        }
    }

    private void printGeneric(TypeDefinition.OfValues type, ComponentSpaces spaces) {
        if (type instanceof TypeDefinition.OfList list) {
            out.add("list ").add(ref(list.element(), spaces));
        } else if (type instanceof TypeDefinition.OfFixedList list) {
            out.add("list ").add(ref(list.element(), spaces)).add(" ").add(Integer.toUnsignedString(list.length()));
        } else if (type instanceof TypeDefinition.OfMap map) {
            out.add("map ").add(ref(map.key(), spaces)).add(" ").add(ref(map.value(), spaces));
        } else if (type instanceof TypeDefinition.OfOption option) {
            out.add("option ").add(ref(option.payload(), spaces));
        } else if (type instanceof TypeDefinition.OfResult result) {
            out.add("result");
            printOptional(" ", result.ok(), "", spaces);
            printOptional(" (error ", result.error(), ")", spaces);
        } else if (type instanceof TypeDefinition.OfStream stream) {
            out.add("stream");
            printOptional(" ", stream.element(), "", spaces);
        } else if (type instanceof TypeDefinition.OfFuture future) {
            out.add("future");
            printOptional(" ", future.element(), "", spaces);
        }
    }

    /** A type where it is used. */
    static String ref(TypeRef ref, ComponentSpaces spaces) {
        return ref instanceof TypeRef.OfPrimitive primitive ? primitive.type().toString()
                : spaces.reference(Sort.TYPE, ((TypeRef.OfIndex) ref).index());
    }

    private void printOptional(String before, Optional<TypeRef> type, String behind, ComponentSpaces spaces) {
        type.ifPresent(present -> out.add(before).add(ref(present, spaces)).add(behind));
    }

    private void printFields(String word, List<TypeDefinition.Field> fields, ComponentSpaces spaces) {
        for (TypeDefinition.Field field : fields) {
            out.add(" (").add(word).add(" ").add(Quoted.name(field.label())).add(" ").add(ref(field.type(), spaces)).add(")");
        }
    }

    // ---- declarations

    /** Nesting is bounded by the decoder. */
    private void printDeclarations(List<Declaration> declarations) {
        ComponentSpaces spaces = ComponentSpaces.ofType();
        out.indent();
        for (Declaration declaration : declarations) {
            if (declaration instanceof Declaration.OfCoreType type) {
                printCoreType(type.type(), spaces);
            } else if (declaration instanceof Declaration.OfType type) {
                printType(type.type(), spaces);
            } else if (declaration instanceof Declaration.OfAlias alias) {
                printAlias(alias.alias(), spaces);
            } else if (declaration instanceof Declaration.OfImport imported) {
                printImport(imported.name(), imported.description(), spaces);
            } else if (declaration instanceof Declaration.OfExport export) {
                printExtern("export", export.name(), export.description(), spaces);
            }
            spaces.complete();
        }
        out.outdent();
        if (!declarations.isEmpty()) {
            out.line();
        }
    }

    void printImport(ExternName name, ExternDescription description, ComponentSpaces spaces) {
        printExtern("import", name, description, spaces);
    }

    private void printExtern(String word, ExternName name, ExternDescription description, ComponentSpaces spaces) {
        Sort sort = description.sort();
        out.line().add("(").add(word).add(" ").add(name(name)).add(" (").add(sort.text()).add(spaces.define(sort)).add(" ")
                .add(described(description, spaces)).add("))");
    }

    /** The type that an export is ascribed. */
    static String ascribed(ExternDescription description, ComponentSpaces spaces) {
        return "(" + description.sort().text() + " " + described(description, spaces) + ")";
    }

    private static String described(ExternDescription description, ComponentSpaces spaces) {
        if (description instanceof ExternDescription.OfCoreModule module) {
            return "(type " + spaces.reference(Sort.CORE_TYPE, module.coreType()) + ")";
        }
        if (description instanceof ExternDescription.OfEqualType type) {
            return "(eq " + spaces.reference(Sort.TYPE, type.type()) + ")";
        }
        if (description instanceof ExternDescription.OfResource) {
            return "(sub resource)";
        }
        int type = description instanceof ExternDescription.OfFunction function ? function.type()
                : description instanceof ExternDescription.OfInstance instance ? instance.type()
                : ((ExternDescription.OfComponent) description).type();
        return "(type " + spaces.reference(Sort.TYPE, type) + ")";
    }

    /** A name with its attributes. */
    static String name(ExternName name) {
        return Quoted.name(name.name()) + attribute("implements", name.implemented())
                + attribute("versionsuffix", name.versionSuffix()) + attribute("external-id", name.externalId());
    }

    private static String attribute(String word, Optional<String> value) {
        return value.map(present -> " (" + word + " " + Quoted.name(present) + ")").orElse("");
    }

    void printAlias(Alias alias, ComponentSpaces spaces) {
        out.line().add("(alias ");
        if (alias instanceof Alias.OfExport export) {
            out.add("export ").add(spaces.reference(Sort.INSTANCE, export.instance())).add(" ").add(Quoted.name(export.name()));
        } else if (alias instanceof Alias.OfCoreExport export) {
            out.add("core export ").add(spaces.reference(Sort.CORE_INSTANCE, export.instance())).add(" ")
                    .add(Quoted.name(export.name()));
        } else if (alias instanceof Alias.OfOuter outer) {
            out.add("outer ").add(Integer.toUnsignedString(outer.count())).add(" ")
                    .add(Integer.toUnsignedString(outer.index()));
        }
        out.add(" (").add(alias.sort().text()).add(spaces.define(alias.sort())).add("))");
    }

    // ---- core types

    /** Prints a core type, a recursion group of them or the type of a module. */
    void printCoreType(CoreType type, ComponentSpaces spaces) {
        if (type instanceof CoreType.OfGroup group) {
            printGroup("core ", group.binary(), spaces);
        } else if (type instanceof CoreType.OfModule module) {
            out.line().add("(core type").add(spaces.define(Sort.CORE_TYPE)).add(" (module");
            ComponentSpaces within = ComponentSpaces.ofType();
            out.indent();
            for (ModuleDeclaration declaration : module.declarations()) {
                printModuleDeclaration(declaration, within);
                within.complete();
            }
            out.outdent();
            if (!module.declarations().isEmpty()) {
                out.line();
            }
            out.add("))");
        }
    }

    private void printModuleDeclaration(ModuleDeclaration declaration, ComponentSpaces spaces) {
        if (declaration instanceof ModuleDeclaration.OfImport imported) {
            out.line().add("(import ").add(Quoted.name(imported.module())).add(" ").add(Quoted.name(imported.name()));
            printCoreExtern(imported.description(), spaces);
            out.add(")");
        } else if (declaration instanceof ModuleDeclaration.OfExport export) {
            out.line().add("(export ").add(Quoted.name(export.name()));
            printCoreExtern(export.description(), spaces);
            out.add(")");
        } else if (declaration instanceof ModuleDeclaration.OfType type) {
            printGroup("", type.type().binary(), spaces);
        } else if (declaration instanceof ModuleDeclaration.OfOuterType outer) {
            out.line().add("(alias outer ").add(Integer.toUnsignedString(outer.count())).add(" ")
                    .add(Integer.toUnsignedString(outer.index())).add(" (type").add(spaces.define(Sort.CORE_TYPE)).add("))");
        }
    }

    private void printCoreExtern(Slice description, ComponentSpaces spaces) {
        ByteReader in = reader(description);
        ExternKind kind = ExternKind.values()[in.readByte()];
        out.add(" (").add(ExternWords.word(kind)).add(" ").add(new TypeText(spaces, 0, out).extern(kind, in)).add(")");
    }

    /**
     * @param core what stands before the words where not everything is of core WebAssembly
     */
    private void printGroup(String core, Slice binary, ComponentSpaces spaces) {
        ByteReader in = reader(binary);
        TypeText types = new TypeText(spaces, 0, out);
        if (in.peekByte() != BinaryFormat.REC) {
            String definition = spaces.define(Sort.CORE_TYPE);
            out.line().add("(").add(core).add("type").add(definition).add(" ");
            types.printSubType(in, 0);
            out.add(")");
            return;
        }
        in.skip(1);
        String[] definitions = new String[in.readU32()];
        for (int i = 0; i < definitions.length; i++) {
            definitions[i] = spaces.define(Sort.CORE_TYPE);
        }
        // They may refer to one another.
        spaces.complete();
        out.line().add("(").add(core).add("rec");
        out.indent();
        for (String definition : definitions) {
            out.line().add("(type").add(definition).add(" ");
            types.printSubType(in, 0);
            out.add(")");
        }
        out.outdent();
        out.line().add(")");
    }

    private static ByteReader reader(Slice slice) {
        return new ByteReader(slice.bytes(), slice.from(), slice.to());
    }
}
