package dev.vespula.component.internal.binary;

import static dev.vespula.component.internal.binary.ComponentFormat.ALIAS_DECLARATION;
import static dev.vespula.component.internal.binary.ComponentFormat.CORE_TYPE_DECLARATION;
import static dev.vespula.component.internal.binary.ComponentFormat.EXPORT_DECLARATION;
import static dev.vespula.component.internal.binary.ComponentFormat.IMPORT_DECLARATION;
import static dev.vespula.component.internal.binary.ComponentFormat.TYPE_DECLARATION;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeDefinition.Case;
import dev.vespula.component.internal.model.TypeDefinition.Field;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.types.Primitive;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads types of the component model. */
final class TypeSection {
    private static final Primitive[] PRIMITIVES = Primitive.values();
    private static final TypeRef[] PRIMITIVE_REFS = new TypeRef[PRIMITIVES.length];
    private static final TypeDefinition[] PRIMITIVE_TYPES = new TypeDefinition[PRIMITIVES.length];

    static {
        for (Primitive type : PRIMITIVES) {
            PRIMITIVE_REFS[type.ordinal()] = new TypeRef.OfPrimitive(type);
            PRIMITIVE_TYPES[type.ordinal()] = new TypeDefinition.OfPrimitive(type);
        }
    }

    private final ComponentReader reader;
    private final CoreTypeSection coreTypes;
    private final SortReader sorts;

    TypeSection(ComponentReader reader, CoreTypeSection coreTypes, SortReader sorts) {
        this.reader = reader;
        this.coreTypes = coreTypes;
        this.sorts = sorts;
    }

    TypeDefinition readType() {
        int code = reader.readByte();
        return switch (code) {
            case ComponentFormat.RESOURCE -> readResource();
            case ComponentFormat.FUNCTION -> readFunction(false);
            case ComponentFormat.ASYNC_FUNCTION -> {
                reader.require(ComponentFeature.ASYNC, "an async function type", reader.position() - 1);
                yield readFunction(true);
            }
            case ComponentFormat.COMPONENT -> new TypeDefinition.OfComponent(readComponentType());
            case ComponentFormat.INSTANCE -> new TypeDefinition.OfInstance(readInstanceType());
            default -> readValueType(code);
        };
    }

    private TypeDefinition readResource() {
        int representation = reader.readByte();
        if (representation < ComponentFormat.CORE_F64 || representation > ComponentFormat.CORE_I32) {
            throw reader.invalidByte(representation, "representation of a resource");
        }
        Optional<Integer> destructor = reader.readOptional("resource destructor", reader::readU32);
        return new TypeDefinition.OfResource(representation,
                destructor.isPresent() ? OptionalInt.of(destructor.get()) : OptionalInt.empty());
    }

    private TypeDefinition readFunction(boolean async) {
        List<Field> params = reader.readVector(ComponentLimits.PARAMS, "parameters", this::readField);
        return new TypeDefinition.OfFunction(async, params, readResult());
    }

    /** The result of a function. */
    Optional<TypeRef> readResult() {
        int code = reader.readByte();
        switch (code) {
            case ComponentFormat.ONE_RESULT :
                return Optional.of(readRef());
            case ComponentFormat.NO_RESULT :
                int count = reader.readByte();
                if (count != 0) {
                    throw reader.invalidByte(count, "number of results");
                }
                return Optional.empty();
            default :
                throw reader.invalidByte(code, "component function results");
        }
    }

    private TypeDefinition readValueType(int code) {
        Primitive primitive = primitive(code);
        if (primitive != null) {
            return PRIMITIVE_TYPES[primitive.ordinal()];
        }
        int offset = reader.position() - 1;
        return switch (code) {
            case ComponentFormat.RECORD -> new TypeDefinition.OfRecord(
                    reader.readVector(ComponentLimits.MEMBERS, "fields of a record", this::readField));
            case ComponentFormat.VARIANT -> new TypeDefinition.OfVariant(
                    reader.readVector(ComponentLimits.MEMBERS, "cases of a variant", this::readCase));
            case ComponentFormat.LIST -> new TypeDefinition.OfList(readRef());
            case ComponentFormat.TUPLE -> new TypeDefinition.OfTuple(
                    reader.readVector(ComponentLimits.MEMBERS, "members of a tuple", this::readRef));
            case ComponentFormat.FLAGS -> new TypeDefinition.OfFlags(
                    reader.readVector(ComponentLimits.FLAGS, "flags", reader::readString));
            case ComponentFormat.ENUM -> new TypeDefinition.OfEnum(
                    reader.readVector(ComponentLimits.MEMBERS, "cases of an enum", reader::readString));
            case ComponentFormat.OPTION -> new TypeDefinition.OfOption(readRef());
            case ComponentFormat.RESULT -> new TypeDefinition.OfResult(readOptionalRef(), readOptionalRef());
            case ComponentFormat.OWN -> new TypeDefinition.OfOwn(reader.readU32());
            case ComponentFormat.BORROW -> new TypeDefinition.OfBorrow(reader.readU32());
            default -> readGatedType(code, offset);
        };
    }

    private TypeDefinition readGatedType(int code, int offset) {
        switch (code) {
            case ComponentFormat.FIXED_LIST :
                reader.require(ComponentFeature.FIXED_LENGTH_LISTS, "a list of fixed length", offset);
                return new TypeDefinition.OfFixedList(readRef(), reader.readU32());
            case ComponentFormat.MAP :
                reader.require(ComponentFeature.MAP, "a map", offset);
                return new TypeDefinition.OfMap(readRef(), readRef());
            case ComponentFormat.STREAM :
                reader.require(ComponentFeature.ASYNC, "a stream", offset);
                return new TypeDefinition.OfStream(readOptionalRef());
            case ComponentFormat.FUTURE :
                reader.require(ComponentFeature.ASYNC, "a future", offset);
                return new TypeDefinition.OfFuture(readOptionalRef());
            default :
                throw reader.invalidByte(code, "component defined type");
        }
    }

    /** The primitive type of a code that was just read, or null. */
    private Primitive primitive(int code) {
        if (code == ComponentFormat.ERROR_CONTEXT) {
            reader.require(ComponentFeature.ERROR_CONTEXT, "error-context", reader.position() - 1);
            return Primitive.ERROR_CONTEXT;
        }
        return code >= ComponentFormat.STRING && code <= ComponentFormat.BOOL
                ? PRIMITIVES[ComponentFormat.BOOL - code]
                : null;
    }

    /** A use of a value type: a code of a primitive one, or an index, which is a number that is not negative. */
    TypeRef readRef() {
        int offset = reader.position();
        long number = reader.readS33();
        if (number >= 0) {
            return new TypeRef.OfIndex((int) number);
        }
        int code = (int) number & 0x7F;
        Primitive primitive = reader.position() == offset + 1 ? primitive(code) : null;
        if (primitive == null) {
            throw reader.malformed(ComponentReader.invalidByteReason(code, "component value type"), offset);
        }
        return PRIMITIVE_REFS[primitive.ordinal()];
    }

    private Optional<TypeRef> readOptionalRef() {
        return reader.readOptional("optional component value type", this::readRef);
    }

    private Field readField() {
        return new Field(reader.readString(), readRef());
    }

    private Case readCase() {
        Case read = new Case(reader.readString(), readOptionalRef());
        int refines = reader.readByte();
        if (refines != 0) {
            throw reader.invalidByte(refines, "zero byte required");
        }
        return read;
    }

    private List<Declaration> readComponentType() {
        return readDeclarations(this::readComponentDeclaration);
    }

    private List<Declaration> readInstanceType() {
        return readDeclarations(this::readInstanceDeclaration);
    }

    private List<Declaration> readDeclarations(Function<ScopeCounts, Declaration> declaration) {
        reader.enter("type");
        ScopeCounts counts = new ScopeCounts();
        List<Declaration> declarations = reader.readVector(ComponentLimits.DECLARATIONS,
                "declarations of a component or instance type", () -> declaration.apply(counts));
        reader.leave();
        return declarations;
    }

    private Declaration readComponentDeclaration(ScopeCounts counts) {
        if (reader.peekByte() != IMPORT_DECLARATION) {
            return readInstanceDeclaration(counts);
        }
        int offset = reader.position();
        reader.readByte();
        var imported = new Declaration.OfImport(offset, sorts.readName(), sorts.readDescription());
        counts.add(imported.description().sort(), offset);
        counts.addImport(offset);
        return imported;
    }

    private Declaration readInstanceDeclaration(ScopeCounts counts) {
        int offset = reader.position();
        int code = reader.readByte();
        switch (code) {
            case CORE_TYPE_DECLARATION :
                counts.add(Sort.CORE_TYPE, offset);
                return new Declaration.OfCoreType(offset, coreTypes.readType());
            case TYPE_DECLARATION :
                counts.add(Sort.TYPE, offset);
                return new Declaration.OfType(offset, readType());
            case ALIAS_DECLARATION :
                var alias = new Declaration.OfAlias(offset, sorts.readAlias());
                counts.add(alias.alias().sort(), offset);
                return alias;
            case EXPORT_DECLARATION :
                var export = new Declaration.OfExport(offset, sorts.readName(), sorts.readDescription());
                counts.add(export.description().sort(), offset);
                counts.addExport(offset);
                return export;
            default :
                throw reader.invalidByte(code, "component or instance type declaration");
        }
    }
}
