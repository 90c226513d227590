package dev.vespula.component.internal.binary;

import static dev.vespula.component.internal.binary.ComponentFormat.MODULE_ALIAS;
import static dev.vespula.component.internal.binary.ComponentFormat.MODULE_EXPORT;
import static dev.vespula.component.internal.binary.ComponentFormat.MODULE_IMPORT;
import static dev.vespula.component.internal.binary.ComponentFormat.MODULE_OUTER_ALIAS;
import static dev.vespula.component.internal.binary.ComponentFormat.MODULE_TYPE;
import static dev.vespula.component.internal.binary.ComponentFormat.MODULE_TYPE_DEFINITION;
import static dev.vespula.component.internal.binary.ComponentFormat.SUB_PREFIX;

import dev.vespula.component.internal.model.CoreType;
import dev.vespula.component.internal.model.CoreType.ModuleDeclaration;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ExternKind;

/**
 * Reads core types. Of recursion groups and of the descriptions of imports only the extent is found; what they say is for the
 * engine, which knows core types.
 */
final class CoreTypeSection {
    /** The lowest code of a value type of one byte. */
    private static final int LOWEST_VALUE_TYPE = 0x68;

    private final ComponentReader reader;

    CoreTypeSection(ComponentReader reader) {
        this.reader = reader;
    }

    CoreType readType() {
        if (reader.peekByte() == MODULE_TYPE) {
            reader.readByte();
            return new CoreType.OfModule(reader.readVector(ComponentLimits.MODULE_DECLARATIONS,
                    "declarations of a module type", this::readDeclaration));
        }
        return readGroup();
    }

    private CoreType.OfGroup readGroup() {
        if (reader.peekByte() == SUB_PREFIX) {
            reader.readByte();
            if (reader.peekByte() != BinaryFormat.SUB) {
                throw reader.invalidByte(reader.readByte(), "non-final sub type");
            }
        }
        int from = reader.position();
        if (reader.peekByte() == BinaryFormat.REC) {
            reader.readByte();
            int count = reader.readCount(ComponentLimits.TYPES, "types");
            for (int k = 0; k < count; k++) {
                skipSubType();
            }
        } else {
            skipSubType();
        }
        return new CoreType.OfGroup(reader.sliceFrom(from));
    }

    private void skipSubType() {
        int form = reader.readByte();
        if (form == BinaryFormat.SUB || form == BinaryFormat.SUB_FINAL) {
            int supertypes = reader.readCount(ComponentLimits.TYPES, "supertypes");
            for (int k = 0; k < supertypes; k++) {
                reader.readU32();
            }
            form = reader.readByte();
        }
        switch (form) {
            case BinaryFormat.FUNC -> {
                skipValueTypes();
                skipValueTypes();
            }
            case BinaryFormat.STRUCT -> {
                int fields = reader.readCount(ComponentLimits.MEMBERS, "fields of a struct");
                for (int k = 0; k < fields; k++) {
                    skipField();
                }
            }
            case BinaryFormat.ARRAY -> skipField();
            default -> throw reader.invalidByte(form, "core type");
        }
    }

    private void skipField() {
        skipValueType();
        reader.readByte();
    }

    private void skipValueTypes() {
        int count = reader.readCount(ComponentLimits.PARAMS, "parameters or results");
        for (int k = 0; k < count; k++) {
            skipValueType();
        }
    }

    private void skipValueType() {
        int code = reader.readByte();
        if (code == BinaryFormat.REF || code == BinaryFormat.REF_NULL) {
            reader.readS33();
        } else if (code < LOWEST_VALUE_TYPE || code > ComponentFormat.CORE_I32) {
            throw reader.invalidByte(code, "core value type");
        }
    }

    private ModuleDeclaration readDeclaration() {
        int offset = reader.position();
        int code = reader.readByte();
        return switch (code) {
            case MODULE_IMPORT -> new ModuleDeclaration.OfImport(offset, reader.readString(), reader.readString(),
                    readDescription());
            // A module type is no declaration: its first byte begins a sub type here, with which tools leave the prefix out.
            case MODULE_TYPE_DEFINITION -> new ModuleDeclaration.OfType(offset, readGroup());
            case MODULE_ALIAS -> readOuterType(offset);
            case MODULE_EXPORT -> new ModuleDeclaration.OfExport(offset, reader.readString(), readDescription());
            default -> throw reader.invalidByte(code, "type definition");
        };
    }

    private ModuleDeclaration readOuterType(int offset) {
        int sort = reader.readByte();
        if (sort != Sort.CORE_TYPE.code()) {
            throw reader.invalidByte(sort, "outer alias kind");
        }
        int target = reader.readByte();
        if (target != MODULE_OUTER_ALIAS) {
            throw reader.invalidByte(target, "outer alias target");
        }
        return new ModuleDeclaration.OfOuterType(offset, reader.readU32(), reader.readU32());
    }

    /** Kind and type of an import. */
    private Slice readDescription() {
        int from = reader.position();
        int kind = reader.readByte();
        if (kind >= ExternKind.values().length) {
            throw reader.invalidByte(kind, "external kind");
        }
        switch (ExternKind.values()[kind]) {
            case FUNCTION -> reader.readU32();
            case TABLE -> {
                skipValueType();
                skipLimits();
            }
            case MEMORY -> skipLimits();
            case GLOBAL -> {
                skipValueType();
                reader.readByte();
            }
            case TAG -> {
                reader.readByte();
                reader.readU32();
            }
        }
        return reader.sliceFrom(from);
    }

    private void skipLimits() {
        int flags = reader.readByte();
        reader.readU64();
        if ((flags & BinaryFormat.HAS_MAX) != 0) {
            reader.readU64();
        }
        if ((flags & BinaryFormat.HAS_PAGE_SIZE) != 0) {
            reader.readU32();
        }
    }
}
