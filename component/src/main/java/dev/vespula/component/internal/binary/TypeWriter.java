package dev.vespula.component.internal.binary;

import dev.vespula.component.internal.model.CoreType;
import dev.vespula.component.internal.model.CoreType.ModuleDeclaration;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeDefinition.Case;
import dev.vespula.component.internal.model.TypeDefinition.Field;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.types.Primitive;
import dev.vespula.internal.binary.BinaryFormat;
import java.util.List;
import java.util.Optional;

/** Writes types, core types included: the reverse of {@link TypeSection} and {@link CoreTypeSection}. */
final class TypeWriter {
    private final ByteSink out;
    private final SortWriter sorts;

    TypeWriter(ByteSink out) {
        this.out = out;
        sorts = new SortWriter(out, this);
    }

    SortWriter sorts() {
        return sorts;
    }

    void writeType(TypeDefinition type) {
        if (type instanceof TypeDefinition.OfValues values) {
            writeValueType(values);
        } else if (type instanceof TypeDefinition.OfFunction function) {
            out.writeByte(function.async() ? ComponentFormat.ASYNC_FUNCTION : ComponentFormat.FUNCTION);
            out.writeVector(function.params(), this::writeField);
            writeResult(function.result());
        } else if (type instanceof TypeDefinition.OfComponent component) {
            writeDeclarations(ComponentFormat.COMPONENT, component.declarations());
        } else if (type instanceof TypeDefinition.OfInstance instance) {
            writeDeclarations(ComponentFormat.INSTANCE, instance.declarations());
        } else if (type instanceof TypeDefinition.OfResource resource) {
            out.writeByte(ComponentFormat.RESOURCE);
            out.writeByte(resource.representation());
            out.writeByte(resource.destructor().isPresent() ? 1 : 0);
            resource.destructor().ifPresent(out::writeU32);
        }
    }

    /** The result of a function. */
    void writeResult(Optional<TypeRef> result) {
        out.writeByte(result.isPresent() ? ComponentFormat.ONE_RESULT : ComponentFormat.NO_RESULT);
        result.ifPresentOrElse(this::writeRef, () -> out.writeByte(0));
    }

    private void writeValueType(TypeDefinition.OfValues type) {
        if (type instanceof TypeDefinition.OfPrimitive primitive) {
            out.writeByte(code(primitive.type()));
        } else if (type instanceof TypeDefinition.OfRecord record) {
            out.writeByte(ComponentFormat.RECORD);
            out.writeVector(record.fields(), this::writeField);
        } else if (type instanceof TypeDefinition.OfVariant variant) {
            out.writeByte(ComponentFormat.VARIANT);
            out.writeVector(variant.cases(), this::writeCase);
        } else if (type instanceof TypeDefinition.OfTuple tuple) {
            out.writeByte(ComponentFormat.TUPLE);
            out.writeVector(tuple.members(), this::writeRef);
        } else if (type instanceof TypeDefinition.OfFlags flags) {
            out.writeByte(ComponentFormat.FLAGS);
            out.writeVector(flags.labels(), out::writeName);
        } else if (type instanceof TypeDefinition.OfEnum labels) {
            out.writeByte(ComponentFormat.ENUM);
            out.writeVector(labels.labels(), out::writeName);
        } else if (type instanceof TypeDefinition.OfOwn own) {
            out.writeByte(ComponentFormat.OWN);
            out.writeU32(own.resource());
        } else if (type instanceof TypeDefinition.OfBorrow borrow) {
            out.writeByte(ComponentFormat.BORROW);
            out.writeU32(borrow.resource());
        } else {
            writeGenericType(type);
        }
    }

    private void writeGenericType(TypeDefinition.OfValues type) {
        if (type instanceof TypeDefinition.OfList list) {
            out.writeByte(ComponentFormat.LIST);
            writeRef(list.element());
        } else if (type instanceof TypeDefinition.OfFixedList list) {
            out.writeByte(ComponentFormat.FIXED_LIST);
            writeRef(list.element());
            out.writeU32(list.length());
        } else if (type instanceof TypeDefinition.OfMap map) {
            out.writeByte(ComponentFormat.MAP);
            writeRef(map.key());
            writeRef(map.value());
        } else if (type instanceof TypeDefinition.OfOption option) {
            out.writeByte(ComponentFormat.OPTION);
            writeRef(option.payload());
        } else if (type instanceof TypeDefinition.OfResult result) {
            out.writeByte(ComponentFormat.RESULT);
            out.writeOptional(result.ok(), this::writeRef);
            out.writeOptional(result.error(), this::writeRef);
        } else if (type instanceof TypeDefinition.OfStream stream) {
            out.writeByte(ComponentFormat.STREAM);
            out.writeOptional(stream.element(), this::writeRef);
        } else if (type instanceof TypeDefinition.OfFuture future) {
            out.writeByte(ComponentFormat.FUTURE);
            out.writeOptional(future.element(), this::writeRef);
        }
    }

    private static int code(Primitive type) {
        return type == Primitive.ERROR_CONTEXT ? ComponentFormat.ERROR_CONTEXT : ComponentFormat.BOOL - type.ordinal();
    }

    void writeRef(TypeRef ref) {
        if (ref instanceof TypeRef.OfPrimitive primitive) {
            out.writeByte(code(primitive.type()));
        } else if (ref instanceof TypeRef.OfIndex index) {
            out.writeIndex(index.index());
        }
    }

    private void writeField(Field field) {
        out.writeName(field.label());
        writeRef(field.type());
    }

    private void writeCase(Case written) {
        out.writeName(written.label());
        out.writeOptional(written.payload(), this::writeRef);
        out.writeByte(0);
    }

    private void writeDeclarations(int code, List<Declaration> declarations) {
        out.writeByte(code);
        out.writeVector(declarations, this::writeDeclaration);
    }

    private void writeDeclaration(Declaration declaration) {
        if (declaration instanceof Declaration.OfCoreType type) {
            out.writeByte(ComponentFormat.CORE_TYPE_DECLARATION);
            writeCoreType(type.type());
        } else if (declaration instanceof Declaration.OfType type) {
            out.writeByte(ComponentFormat.TYPE_DECLARATION);
            writeType(type.type());
        } else if (declaration instanceof Declaration.OfAlias alias) {
            out.writeByte(ComponentFormat.ALIAS_DECLARATION);
            sorts.writeAlias(alias.alias());
        } else if (declaration instanceof Declaration.OfImport imported) {
            out.writeByte(ComponentFormat.IMPORT_DECLARATION);
            sorts.writeName(imported.name());
            sorts.writeDescription(imported.description());
        } else if (declaration instanceof Declaration.OfExport export) {
            out.writeByte(ComponentFormat.EXPORT_DECLARATION);
            sorts.writeName(export.name());
            sorts.writeDescription(export.description());
        }
    }

    void writeCoreType(CoreType type) {
        if (type instanceof CoreType.OfGroup group) {
            writeGroup(group);
        } else if (type instanceof CoreType.OfModule module) {
            out.writeByte(ComponentFormat.MODULE_TYPE);
            out.writeVector(module.declarations(), this::writeModuleDeclaration);
        }
    }

    private void writeGroup(CoreType.OfGroup group) {
        if (group.binary().bytes()[group.binary().from()] == BinaryFormat.SUB) {
            out.writeByte(ComponentFormat.SUB_PREFIX);
        }
        out.writeSlice(group.binary());
    }

    private void writeModuleDeclaration(ModuleDeclaration declaration) {
        if (declaration instanceof ModuleDeclaration.OfImport imported) {
            out.writeByte(ComponentFormat.MODULE_IMPORT);
            out.writeName(imported.module());
            out.writeName(imported.name());
            out.writeSlice(imported.description());
        } else if (declaration instanceof ModuleDeclaration.OfType type) {
            out.writeByte(ComponentFormat.MODULE_TYPE_DEFINITION);
            writeGroup(type.type());
        } else if (declaration instanceof ModuleDeclaration.OfOuterType outer) {
            out.writeByte(ComponentFormat.MODULE_ALIAS);
            out.writeByte(Sort.CORE_TYPE.code());
            out.writeByte(ComponentFormat.MODULE_OUTER_ALIAS);
            out.writeU32(outer.count());
            out.writeU32(outer.index());
        } else if (declaration instanceof ModuleDeclaration.OfExport export) {
            out.writeByte(ComponentFormat.MODULE_EXPORT);
            out.writeName(export.name());
            out.writeSlice(export.description());
        }
    }
}
