package dev.vespula.component.internal.binary;

import static dev.vespula.component.internal.binary.ComponentFormat.CORE_EXPORT_ALIAS;
import static dev.vespula.component.internal.binary.ComponentFormat.EXPORT_ALIAS;
import static dev.vespula.component.internal.binary.ComponentFormat.EXTERNAL_ID;
import static dev.vespula.component.internal.binary.ComponentFormat.IMPLEMENTS;
import static dev.vespula.component.internal.binary.ComponentFormat.NAME_WITH_ATTRIBUTES;
import static dev.vespula.component.internal.binary.ComponentFormat.OTHER_PLAIN_NAME;
import static dev.vespula.component.internal.binary.ComponentFormat.OUTER_ALIAS;
import static dev.vespula.component.internal.binary.ComponentFormat.PLAIN_NAME;
import static dev.vespula.component.internal.binary.ComponentFormat.VERSION_SUFFIX;

import dev.vespula.InvalidException;
import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Sort;
import java.util.Optional;

/** Reads what refers to things by sort, index and name: names with attributes, descriptions of imports, aliases. */
final class SortReader {
    private static final Sort[] SORTS = Sort.values();
    private static final int CORE = 0;
    private static final String EXTERN_KIND = "component external kind";

    private final ComponentReader reader;

    SortReader(ComponentReader reader) {
        this.reader = reader;
    }

    /** The sort of an import, an export or an argument: of core sorts there are modules only. */
    Sort readExternSort() {
        int code = reader.readByte();
        if (code == CORE) {
            int core = reader.readByte();
            if (core != Sort.CORE_MODULE.code()) {
                throw reader.invalidByte(core, EXTERN_KIND);
            }
            return Sort.CORE_MODULE;
        }
        Sort sort = sort(code, false);
        if (sort == null) {
            throw reader.invalidByte(code, EXTERN_KIND);
        }
        requireValues(sort, reader.position() - 1);
        return sort;
    }

    /** The sort of an export of a core instance. */
    Sort readCoreSort() {
        int code = reader.readByte();
        Sort sort = sort(code, true);
        if (!isCoreExport(sort)) {
            throw reader.invalidByte(code, "external kind");
        }
        return sort;
    }

    /** Any sort at all, as the section of names has it; null for none. */
    Sort readAnySort() {
        int code = reader.readByte();
        return code == CORE ? sort(reader.readByte(), true) : sort(code, false);
    }

    private static Sort sort(int code, boolean core) {
        for (Sort sort : SORTS) {
            if (sort.code() == code && sort.isCore() == core) {
                return sort;
            }
        }
        return null;
    }

    ExternName readName() {
        int code = reader.readByte();
        switch (code) {
            case PLAIN_NAME, OTHER_PLAIN_NAME :
                return new ExternName(reader.readString());
            case NAME_WITH_ATTRIBUTES :
                return readAttributes(reader.readString());
            default :
                throw reader.invalidByte(code, "component name");
        }
    }

    private ExternName readAttributes(String name) {
        Optional<String> implemented = Optional.empty();
        Optional<String> suffix = Optional.empty();
        Optional<String> id = Optional.empty();
        int count = reader.readCount(ComponentLimits.OPTIONS, "attributes of a name");
        for (int k = 0; k < count; k++) {
            int code = reader.readByte();
            switch (code) {
                case IMPLEMENTS -> implemented = attribute(implemented, "implements", ComponentFeature.IMPLEMENTS);
                case VERSION_SUFFIX -> suffix = attribute(suffix, "versionsuffix", ComponentFeature.CANONICAL_NAMES);
                case EXTERNAL_ID -> id = attribute(id, "external-id", ComponentFeature.IMPLEMENTS);
                default -> throw reader.invalidByte(code, "name option");
            }
        }
        return new ExternName(name, implemented, suffix, id);
    }

    private Optional<String> attribute(Optional<String> present, String what, ComponentFeature feature) {
        int offset = reader.position() - 1;
        reader.require(feature, "the attribute " + what, offset);
        if (present.isPresent()) {
            // The test suite wants it invalid, not malformed.
            throw new InvalidException("duplicate '" + what + "' option in name", offset);
        }
        return Optional.of(reader.readString());
    }

    ExternDescription readDescription() {
        Sort sort = readExternSort();
        return switch (sort) {
            case CORE_MODULE -> new ExternDescription.OfCoreModule(reader.readU32());
            case FUNCTION -> new ExternDescription.OfFunction(reader.readU32());
            case TYPE -> readBound();
            case COMPONENT -> new ExternDescription.OfComponent(reader.readU32());
            case INSTANCE -> new ExternDescription.OfInstance(reader.readU32());
            default -> throw new AssertionError(sort);
        };
    }

    private ExternDescription readBound() {
        int code = reader.readByte();
        return switch (code) {
            case ComponentFormat.EQUAL_BOUND -> new ExternDescription.OfEqualType(reader.readU32());
            case ComponentFormat.SUB_RESOURCE -> new ExternDescription.OfResource();
            default -> throw reader.invalidByte(code, "type bound");
        };
    }

    Alias readAlias() {
        int code = reader.readByte();
        boolean core = code == CORE;
        if (core) {
            code = reader.readByte();
        }
        int offset = reader.position() - 1;
        Sort sort = sort(code, core);
        int target = reader.readByte();
        // Which sorts there are depends on the target, which stands behind the sort.
        switch (target) {
            case EXPORT_ALIAS :
                check(sort != null && (!core || sort == Sort.CORE_MODULE), code, EXTERN_KIND, offset);
                requireValues(sort, offset);
                return new Alias.OfExport(sort, reader.readU32(), reader.readString());
            case CORE_EXPORT_ALIAS :
                check(core && isCoreExport(sort), code, "external kind", offset);
                return new Alias.OfCoreExport(sort, reader.readU32(), reader.readString());
            case OUTER_ALIAS :
                check(sort == Sort.CORE_MODULE || sort == Sort.CORE_TYPE || sort == Sort.TYPE || sort == Sort.COMPONENT,
                        code, "component outer alias kind", offset);
                return new Alias.OfOuter(sort, reader.readU32(), reader.readU32());
            default :
                throw reader.invalidByte(target, "alias");
        }
    }

    private void check(boolean fits, int code, String what, int offset) {
        if (!fits) {
            throw reader.malformed(ComponentReader.invalidByteReason(code, what), offset);
        }
    }

    private void requireValues(Sort sort, int offset) {
        if (sort == Sort.VALUE) {
            reader.require(ComponentFeature.VALUES, "a value", offset);
        }
    }

    private static boolean isCoreExport(Sort sort) {
        return sort != null && sort.compareTo(Sort.CORE_TAG) <= 0;
    }
}
