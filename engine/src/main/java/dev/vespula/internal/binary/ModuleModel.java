package dev.vespula.internal.binary;

import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeNotation;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.util.BitSet;
import java.util.List;

/**
 * A decoded module: flat arrays over the one array of its bytes. Function bodies, constant expressions, elements, data
 * and names stay in the bytes and are read where they are needed.
 *
 * <p>Immutable; the arrays handed out must not be written to. Index spaces count imports first, as in the
 * specification.
 */
public final class ModuleModel {
    private static final ExternKind[] KINDS = ExternKind.values();

    private final byte[] bytes;
    private final Features features;
    private final TypeRegistry registry;
    private final int[] types;
    /** The types themselves, which the module keeps. */
    private final TypeDefinition[] definitions;
    private final int[] importOffsets;
    private final byte[] importKinds;
    private final int[] importIndices;
    private final int[] importedCounts;
    private final int[] functionTypes;
    private final int[] bodyStarts;
    private final int[] bodyEnds;
    private final TableEntry[] tables;
    private final MemoryEntry[] memories;
    private final int[] globalTypes;
    private final boolean[] globalMutable;
    private final int[] globalInits;
    private final int[] tags;
    private final int[] exportOffsets;
    private final byte[] exportKinds;
    private final int[] exportIndices;
    private final int start;
    private final int startOffset;
    private final ElementSegment[] elements;
    private final DataSegment[] datas;
    private final boolean hasDataCount;
    private final BitSet declared;
    private final List<CustomSection> customSections;
    private NameSection names;

    ModuleModel(ModuleParts parts) {
        this.bytes = parts.bytes;
        this.features = parts.features;
        this.registry = parts.registry;
        this.types = parts.types;
        this.definitions = parts.definitions;
        this.importOffsets = parts.importOffsets;
        this.importKinds = parts.importKinds;
        this.importIndices = parts.importIndices;
        this.importedCounts = parts.importedCounts;
        this.functionTypes = parts.functionTypes;
        this.bodyStarts = parts.bodyStarts;
        this.bodyEnds = parts.bodyEnds;
        this.tables = parts.tables.toArray(new TableEntry[0]);
        this.memories = parts.memories.toArray(new MemoryEntry[0]);
        this.globalTypes = parts.globalTypes;
        this.globalMutable = parts.globalMutable;
        this.globalInits = parts.globalInits;
        this.tags = parts.tags;
        this.exportOffsets = parts.exportOffsets;
        this.exportKinds = parts.exportKinds;
        this.exportIndices = parts.exportIndices;
        this.start = parts.start;
        this.startOffset = parts.startOffset;
        this.elements = parts.elements.toArray(new ElementSegment[0]);
        this.datas = parts.datas.toArray(new DataSegment[0]);
        this.hasDataCount = parts.dataCount >= 0;
        this.declared = parts.declared;
        this.customSections = List.copyOf(parts.customSections);
    }

    /** The binary module, not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    public Features features() {
        return features;
    }

    /** Where the canonical ids of this module's types come from. */
    public TypeRegistry registry() {
        return registry;
    }

    // Types.

    public int typeCount() {
        return types.length;
    }

    /** Canonical ids by type index. */
    int[] types() {
        return types;
    }

    /** The canonical id of a type index. */
    public int typeId(int type) {
        return types[type];
    }

    /** The definition behind a type index. */
    public TypeDefinition type(int type) {
        return definitions[type];
    }

    /**
     * A type as the module writes it, for messages: its own types by their names or, where they have none, their indices.
     */
    public String typeName(int type) {
        if (type < 0 || !HeapTypes.isDefined(ValTypes.heap(type))) {
            return ValTypes.name(type);
        }
        return (ValTypes.isNullable(type) ? "(ref null " : "(ref ") + heapName(ValTypes.heap(type)) + ")";
    }

    private String heapName(int heap) {
        for (int index = 0; index < types.length; index++) {
            if (HeapTypes.ofId(types[index]) == heap) {
                String name = names().name(NameSection.Space.TYPE, index);
                return name == null ? Integer.toString(index) : "$" + PrintableName.of(name);
            }
        }
        return new TypeNotation(registry).heap(heap);
    }

    // Imports.

    public int importCount() {
        return importOffsets.length;
    }

    public String importModule(int index) {
        return name(importOffsets[index]);
    }

    public String importName(int index) {
        return name(skipName(importOffsets[index]));
    }

    public ExternKind importKind(int index) {
        return kind(importKinds[index]);
    }

    /** The index of an import in the index space of its kind. */
    public int importIndex(int index) {
        return importIndices[index];
    }

    /** Place of an import in the binary, for errors. */
    public int importOffset(int index) {
        return importOffsets[index];
    }

    /** How many imports are of a kind: the index of the first one of the kind that the module itself defines. */
    public int importedCount(ExternKind kind) {
        return importedCounts[kind.ordinal()];
    }

    // Functions.

    /** Functions, imported ones included. */
    public int functionCount() {
        return functionTypes.length;
    }

    public int importedFunctionCount() {
        return importedCounts[ExternKind.FUNCTION.ordinal()];
    }

    /** The type index of a function. */
    public int functionType(int function) {
        return functionTypes[function];
    }

    /** The canonical type id of a function. */
    public int functionTypeId(int function) {
        return types[functionTypes[function]];
    }

    /** The type of a function. */
    public TypeDefinition functionDefinition(int function) {
        return definitions[functionTypes[function]];
    }

    /** Offset of the body (its local declarations) of a function that is not imported. */
    public int bodyStart(int function) {
        return bodyStarts[function - importedFunctionCount()];
    }

    /** Offset after the body of a function that is not imported. */
    public int bodyEnd(int function) {
        return bodyEnds[function - importedFunctionCount()];
    }

    /** Whether a function occurs outside of function bodies, so that {@code ref.func} may name it in one. */
    public boolean isDeclared(int function) {
        return declared.get(function);
    }

    // Tables, memories, globals, tags.

    public int tableCount() {
        return tables.length;
    }

    public TableEntry table(int index) {
        return tables[index];
    }

    public int memoryCount() {
        return memories.length;
    }

    public MemoryEntry memory(int index) {
        return memories[index];
    }

    public int globalCount() {
        return globalTypes.length;
    }

    /** The value type of a global. */
    public int globalType(int index) {
        return globalTypes[index];
    }

    public boolean isGlobalMutable(int index) {
        return globalMutable[index];
    }

    /** Offset of the constant expression that initialises a global that is not imported. */
    public int globalInit(int index) {
        return globalInits[index - importedCounts[ExternKind.GLOBAL.ordinal()]];
    }

    public int tagCount() {
        return tags.length;
    }

    /** The type index of a tag. */
    public int tagType(int index) {
        return tags[index];
    }

    /** The type of a tag: its parameters are what an exception carries. */
    public TypeDefinition tagDefinition(int index) {
        return definitions[tags[index]];
    }

    // Exports and start.

    public int exportCount() {
        return exportOffsets.length;
    }

    public String exportName(int index) {
        return name(exportOffsets[index]);
    }

    public ExternKind exportKind(int index) {
        return kind(exportKinds[index]);
    }

    /** The exported thing's index in the index space of its kind. */
    public int exportIndex(int index) {
        return exportIndices[index];
    }

    /** Place of an export in the binary, for errors. */
    public int exportOffset(int index) {
        return exportOffsets[index];
    }

    /** The start function, or -1. */
    public int start() {
        return start;
    }

    /** Place of the start section's index, for errors. */
    public int startOffset() {
        return startOffset;
    }

    // Segments.

    public int elementCount() {
        return elements.length;
    }

    public ElementSegment element(int index) {
        return elements[index];
    }

    /** The function indices of an element segment that lists functions. */
    public int[] elementFunctions(int index) {
        ElementSegment segment = elements[index];
        ByteReader reader = new ByteReader(bytes, segment.start(), bytes.length);
        int[] functions = new int[segment.count()];
        for (int k = 0; k < functions.length; k++) {
            functions[k] = reader.readU32();
        }
        return functions;
    }

    /** Offsets of the constant expressions of an element segment that lists expressions. */
    public int[] elementExpressions(int index) {
        ElementSegment segment = elements[index];
        ConstExpressionReader reader = new ConstExpressionReader(this, segment.start());
        int[] offsets = new int[segment.count()];
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = reader.position();
            reader.skipExpression();
        }
        return offsets;
    }

    public int dataCount() {
        return datas.length;
    }

    public DataSegment data(int index) {
        return datas[index];
    }

    /** Whether there is a data count section, without which code must not refer to data segments. */
    public boolean hasDataCount() {
        return hasDataCount;
    }

    /** The instructions of the constant expression at an offset, without the final {@code end}. */
    public List<ConstInstruction> constExpression(int offset) {
        return new ConstExpressionReader(this, offset).readAll();
    }

    // Custom sections and names.

    public List<CustomSection> customSections() {
        return customSections;
    }

    /** The name section, decoded at the first call; a broken one counts as absent. */
    public synchronized NameSection names() {
        if (names == null) {
            names = NameSection.decode(this);
        }
        return names;
    }

    private static ExternKind kind(byte code) {
        return KINDS[code];
    }

    private String name(int offset) {
        return ByteReader.nameAt(bytes, offset);
    }

    private int skipName(int offset) {
        ByteReader reader = new ByteReader(bytes, offset, bytes.length);
        int length = reader.readU32();
        return reader.position() + length;
    }
}
