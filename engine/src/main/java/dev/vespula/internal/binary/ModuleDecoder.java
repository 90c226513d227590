package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.ModuleException;
import dev.vespula.internal.types.TypeRegistry;

/**
 * Decodes a binary module, everything but the instructions of function bodies: section 5 of the specification.
 *
 * <p>Time and space are linear in the size of the bytes, whatever counts they declare.
 */
public final class ModuleDecoder {

    /** By section id, the place of a section among the others. */
    private static final int[] ORDER = new int[BinaryFormat.TAG_SECTION + 1];

    static {
        int place = 1;
        for (int id : new int[] {
            BinaryFormat.TYPE_SECTION, BinaryFormat.IMPORT_SECTION, BinaryFormat.FUNCTION_SECTION, BinaryFormat.TABLE_SECTION,
            BinaryFormat.MEMORY_SECTION, BinaryFormat.TAG_SECTION, BinaryFormat.GLOBAL_SECTION, BinaryFormat.EXPORT_SECTION,
            BinaryFormat.START_SECTION, BinaryFormat.ELEMENT_SECTION, BinaryFormat.DATA_COUNT_SECTION,
            BinaryFormat.CODE_SECTION,
            BinaryFormat.DATA_SECTION
        }) {
            ORDER[id] = place++;
        }
    }

    private final ByteReader file;
    private final ConstExpressionReader reader;
    private final ModuleModel module;
    private final EnforcedLimits limits;
    private final DefinitionSections definitions;
    private final ContentSections contents;

    private ModuleDecoder(byte[] bytes, Features features, EnforcedLimits limits, TypeRegistry registry) {
        this.file = new ByteReader(bytes, 0, bytes.length);
        this.limits = limits;
        this.module = new ModuleModel(bytes, features, registry);
        this.reader = new ConstExpressionReader(module);
        this.definitions = new DefinitionSections(reader, module, limits);
        this.contents = new ContentSections(reader, module, limits);
    }

    /**
     * Decodes a module. The model keeps {@code bytes}, which must not change any more.
     *
     * @throws dev.vespula.MalformedException if the binary format is violated
     * @throws dev.vespula.InvalidException if a type definition or a reference to one is invalid, or a constant
     *     expression has an instruction that is not constant; all other rules are for ModuleValidator
     * @throws dev.vespula.LimitException if the module is larger than allowed
     */
    public static ModuleModel decode(byte[] bytes, Features features, EnforcedLimits limits, TypeRegistry registry) {
        ImplementationLimits.check(bytes.length, ImplementationLimits.MODULE_BYTES, "bytes", 0);
        ModuleDecoder decoder = new ModuleDecoder(bytes, features, limits, registry);
        decoder.decodeHeader();
        decoder.decodeSections();
        return decoder.module;
    }

    private void decodeHeader() {
        if (file.readFixed32() != BinaryFormat.MAGIC) {
            throw ModuleError.MAGIC.at(0);
        }
        int version = file.readFixed32();
        if (version != BinaryFormat.VERSION) {
            throw unknownVersion(version, BinaryFormat.HEADER_BYTES / 2);
        }
    }

    /** Since there are components, the upper half of the version is a layer: 0 for modules, 1 for components. */
    private static ModuleException unknownVersion(int version, int offset) {
        int layer = version >>> Short.SIZE;
        int number = version & 0xFFFF;
        return switch (layer) {
            case 0 -> ModuleError.VERSION.at(offset, number);
            case 1 -> ModuleError.COMPONENT.at(offset, number);
            default -> ModuleError.LAYER.at(offset, number, layer);
        };
    }

    private void decodeSections() {
        int last = BinaryFormat.CUSTOM_SECTION;
        while (file.remaining() > 0) {
            int offset = file.position();
            int id = file.readByte();
            if (id > BinaryFormat.TAG_SECTION) {
                throw ModuleError.SECTION_ID.at(offset);
            }
            if (id == BinaryFormat.TAG_SECTION && !reader.has(Feature.LEGACY_EXCEPTIONS)) {
                reader.require(Feature.EXCEPTIONS, ModuleError.SECTION_ID, offset);
            }
            int sizeOffset = file.position();
            int size = file.readU32();
            if (Integer.compareUnsigned(size, file.remaining()) > 0) {
                throw ModuleError.SECTION_LENGTH.at(sizeOffset);
            }
            int start = file.position();
            file.skip(size);
            if (id == BinaryFormat.CUSTOM_SECTION) {
                decodeCustom(start, file.position(), last);
                continue;
            }
            if (ORDER[id] <= ORDER[last]) {
                throw ModuleError.SECTION_ORDER.at(offset);
            }
            last = id;
            reader.setRange(start, file.position());
            decodeSection(id);
            if (reader.remaining() > 0) {
                throw ModuleError.SECTION_SIZE.at(reader.position());
            }
        }
        checkCounts();
    }

    private void decodeSection(int id) {
        switch (id) {
            case BinaryFormat.TYPE_SECTION -> new TypeSection(reader, module.registry, limits).read(module);
            case BinaryFormat.IMPORT_SECTION -> definitions.readImports();
            case BinaryFormat.FUNCTION_SECTION -> definitions.readFunctions();
            case BinaryFormat.TABLE_SECTION -> definitions.readTables();
            case BinaryFormat.MEMORY_SECTION -> definitions.readMemories();
            case BinaryFormat.TAG_SECTION -> definitions.readTags();
            case BinaryFormat.GLOBAL_SECTION -> definitions.readGlobals();
            case BinaryFormat.EXPORT_SECTION -> definitions.readExports();
            case BinaryFormat.START_SECTION -> definitions.readStart();
            case BinaryFormat.ELEMENT_SECTION -> contents.readElements();
            case BinaryFormat.DATA_COUNT_SECTION -> contents.readDataCount();
            case BinaryFormat.CODE_SECTION -> contents.readBodies();
            default -> contents.readDatas();
        }
    }

    private void decodeCustom(int start, int end, int afterSection) {
        ByteReader section = new ByteReader(module.bytes, start, end);
        String name = section.readName();
        module.customSections.add(new CustomSection(name, section.position(), end, afterSection));
    }

    private void checkCounts() {
        int defined = module.functionTypes.length - module.importedCounts[ExternKind.FUNCTION.ordinal()];
        if (defined != module.bodyStarts.length) {
            throw ModuleError.BODY_COUNT.at(file.position());
        }
        if (module.dataCount >= 0 && module.dataCount != module.datas.size()) {
            throw ModuleError.DATA_COUNT.at(file.position());
        }
    }
}
