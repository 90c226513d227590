package dev.vespula.component.internal.binary;

import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.Definition.Argument;
import dev.vespula.component.internal.model.Definition.NamedExport;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Decodes components. Nested components are decoded too; core modules and core types stay bytes. Time and space are linear in
 * the size of the bytes, whatever counts they declare. What indices and names say is for the validator.
 */
public final class ComponentDecoder {
    private final ComponentReader reader;
    private final CoreTypeSection coreTypes;
    private final SortReader sorts;
    private final TypeSection types;
    private final CanonSection canons;
    /** The nested components around what is read, as messages call them. */
    private final List<String> path = new ArrayList<>();

    private ComponentDecoder(byte[] bytes, ComponentFeatures features) {
        reader = new ComponentReader(bytes, features);
        coreTypes = new CoreTypeSection(reader);
        sorts = new SortReader(reader);
        types = new TypeSection(reader, coreTypes, sorts);
        canons = new CanonSection(reader, types);
    }

    /**
     * Decodes a component. The model keeps {@code bytes}, which must not change any more.
     *
     * @throws MalformedException if the binary format is violated, or something needs a feature that is off
     * @throws dev.vespula.InvalidException if a name has an attribute twice
     * @throws LimitException if there is too much of something
     */
    public static ComponentModel decode(byte[] bytes, ComponentFeatures features) {
        if (bytes.length > ComponentLimits.COMPONENT_BYTES) {
            throw new LimitException("the limit of " + ComponentLimits.COMPONENT_BYTES + " bytes is exceeded", 0);
        }
        ComponentDecoder decoder = new ComponentDecoder(bytes, features);
        try {
            return decoder.readComponent();
        } catch (ModuleException error) {
            throw NestedPlace.tell(error, decoder.path);
        }
    }

    /** Whether bytes begin as those of a component do, of whatever version. */
    public static boolean isComponent(byte[] bytes) {
        return bytes.length >= ComponentFormat.HEADER_BYTES && littleEndian(bytes, 0) == ComponentFormat.MAGIC
                && littleEndian(bytes, Integer.BYTES) >>> ComponentFormat.LAYER_SHIFT == ComponentFormat.COMPONENT_LAYER;
    }

    private static int littleEndian(byte[] bytes, int from) {
        return bytes[from] & 0xFF | (bytes[from + 1] & 0xFF) << 8 | (bytes[from + 2] & 0xFF) << 16 | bytes[from + 3] << 24;
    }

    private ComponentModel readComponent() {
        int offset = reader.position();
        readHeader(ComponentFormat.COMPONENT_VERSION, "component");
        ScopeCounts counts = new ScopeCounts();
        List<Definition> definitions = new ArrayList<>();
        ComponentNames names = null;
        while (reader.remaining() > 0) {
            int start = reader.position();
            int id = reader.readByte();
            if (id > ComponentFormat.VALUE_SECTION) {
                throw reader.malformed("malformed section id: " + id, start);
            }
            int outer = reader.limitTo(reader.readU32());
            if (id == ComponentFormat.CUSTOM_SECTION) {
                String name = reader.readString();
                Slice content = reader.takeRest();
                if (!name.equals(ComponentFormat.NAME_SECTION)) {
                    definitions.add(new Definition.OfCustomSection(start, name, content));
                } else if (names == null) {
                    names = NameSectionReader.read(content);
                }
            } else {
                readSection(id, definitions, counts);
            }
            reader.restoreEnd(outer);
        }
        return new ComponentModel(offset, List.copyOf(definitions), names == null ? ComponentNames.NONE : names);
    }

    private void readHeader(int version, String kind) {
        int offset = reader.position();
        if (reader.readFixed32() != ComponentFormat.MAGIC) {
            throw reader.malformed("magic header not detected", offset);
        }
        int found = reader.readFixed32();
        if (found == version) {
            return;
        }
        int place = offset + Integer.BYTES;
        if (found == ComponentFormat.MODULE_VERSION || found == ComponentFormat.COMPONENT_VERSION) {
            throw reader.malformed("expected a version header for a " + kind
                    + (version == ComponentFormat.COMPONENT_VERSION ? ": this is a core module, which Module.of takes"
                            : ": this is a component"),
                    place);
        }
        throw reader.malformed("unknown binary version: version " + (found & 0xFFFF) + " of layer "
                + (found >>> ComponentFormat.LAYER_SHIFT), place);
    }

    private void readSection(int id, List<Definition> definitions, ScopeCounts counts) {
        switch (id) {
            case ComponentFormat.CORE_MODULE_SECTION -> definitions.add(readModule(counts));
            case ComponentFormat.COMPONENT_SECTION -> definitions.add(readNested(counts));
            case ComponentFormat.CORE_INSTANCE_SECTION -> readItems(definitions, counts, this::readCoreInstance);
            case ComponentFormat.CORE_TYPE_SECTION -> readItems(definitions, counts, this::readCoreType);
            case ComponentFormat.INSTANCE_SECTION -> readItems(definitions, counts, this::readInstance);
            case ComponentFormat.ALIAS_SECTION -> readItems(definitions, counts, this::readAlias);
            case ComponentFormat.TYPE_SECTION -> readItems(definitions, counts, this::readType);
            case ComponentFormat.CANON_SECTION -> readItems(definitions, counts, this::readCanon);
            case ComponentFormat.IMPORT_SECTION -> readItems(definitions, counts, this::readImport);
            case ComponentFormat.EXPORT_SECTION -> readItems(definitions, counts, this::readExport);
            case ComponentFormat.START_SECTION -> reader.require(ComponentFeature.VALUES, "a start function",
                    reader.position());
            default -> reader.require(ComponentFeature.VALUES, "a value section", reader.position());
        }
    }

    private void readItems(List<Definition> definitions, ScopeCounts counts, Function<ScopeCounts, Definition> item) {
        // The strictest limits are those of index spaces.
        int count = reader.readCount(Integer.MAX_VALUE, "definitions");
        for (int k = 0; k < count; k++) {
            definitions.add(item.apply(counts));
        }
    }

    private Definition readModule(ScopeCounts counts) {
        int offset = reader.position();
        path.add("core module " + counts.next(Sort.CORE_MODULE));
        counts.add(Sort.CORE_MODULE, offset);
        readHeader(ComponentFormat.MODULE_VERSION, "module");
        path.remove(path.size() - 1);
        reader.takeRest();
        return new Definition.OfCoreModule(offset, reader.sliceFrom(offset));
    }

    private Definition readNested(ScopeCounts counts) {
        int offset = reader.position();
        path.add("component " + counts.next(Sort.COMPONENT));
        counts.add(Sort.COMPONENT, offset);
        reader.enter("component");
        ComponentModel nested = readComponent();
        reader.leave();
        path.remove(path.size() - 1);
        return new Definition.OfComponent(offset, nested);
    }

    private Definition readCoreInstance(ScopeCounts counts) {
        int offset = reader.position();
        counts.add(Sort.CORE_INSTANCE, offset);
        int code = reader.readByte();
        return switch (code) {
            case ComponentFormat.INSTANTIATE -> new Definition.OfCoreInstance(offset, reader.readU32(),
                    reader.readVector(ComponentLimits.ARGUMENTS, "instantiation arguments", this::readCoreArgument));
            case ComponentFormat.BAG_OF_EXPORTS -> new Definition.OfCoreExports(offset,
                    reader.readVector(ComponentLimits.BAG_EXPORTS, "exports of an instance",
                            () -> new Argument(reader.readString(), sorts.readCoreSort(), reader.readU32())));
            default -> throw reader.invalidByte(code, "core instance");
        };
    }

    private Argument readCoreArgument() {
        String name = reader.readString();
        int code = reader.readByte();
        if (code != Sort.CORE_INSTANCE.code()) {
            throw reader.invalidByte(code, "instantiation arg kind");
        }
        return new Argument(name, Sort.CORE_INSTANCE, reader.readU32());
    }

    private Definition readInstance(ScopeCounts counts) {
        int offset = reader.position();
        counts.add(Sort.INSTANCE, offset);
        int code = reader.readByte();
        return switch (code) {
            case ComponentFormat.INSTANTIATE -> new Definition.OfInstance(offset, reader.readU32(),
                    reader.readVector(ComponentLimits.ARGUMENTS, "instantiation arguments",
                            () -> new Argument(reader.readString(), sorts.readExternSort(), reader.readU32())));
            case ComponentFormat.BAG_OF_EXPORTS -> new Definition.OfExports(offset,
                    reader.readVector(ComponentLimits.BAG_EXPORTS, "exports of an instance",
                            () -> new NamedExport(sorts.readName(), sorts.readExternSort(), reader.readU32())));
            default -> throw reader.invalidByte(code, "instance");
        };
    }

    private Definition readCoreType(ScopeCounts counts) {
        int offset = reader.position();
        counts.add(Sort.CORE_TYPE, offset);
        return new Definition.OfCoreType(offset, coreTypes.readType());
    }

    private Definition readAlias(ScopeCounts counts) {
        int offset = reader.position();
        Definition.OfAlias alias = new Definition.OfAlias(offset, sorts.readAlias());
        counts.add(alias.alias().sort(), offset);
        return alias;
    }

    private Definition readType(ScopeCounts counts) {
        int offset = reader.position();
        counts.add(Sort.TYPE, offset);
        return new Definition.OfType(offset, types.readType());
    }

    private Definition readCanon(ScopeCounts counts) {
        int offset = reader.position();
        Canon canon = canons.readCanon();
        counts.add(canon instanceof Canon.Lift ? Sort.FUNCTION : Sort.CORE_FUNCTION, offset);
        return new Definition.OfCanon(offset, canon);
    }

    private Definition readImport(ScopeCounts counts) {
        int offset = reader.position();
        Definition.OfImport read = new Definition.OfImport(offset, sorts.readName(), sorts.readDescription());
        counts.add(read.description().sort(), offset);
        counts.addImport(offset);
        return read;
    }

    private Definition readExport(ScopeCounts counts) {
        int offset = reader.position();
        Definition.OfExport read = new Definition.OfExport(offset, sorts.readName(), sorts.readExternSort(),
                reader.readU32(),
                reader.readOptional("optional component export type", sorts::readDescription));
        counts.add(read.sort(), offset);
        counts.addExport(offset);
        return read;
    }
}
