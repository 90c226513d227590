package dev.vespula.internal.binary;

import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeNotation;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * A decoded module: flat arrays over the one array of its bytes. Function bodies, constant expressions, elements, data
 * and names stay in the bytes and are read where they are needed.
 *
 * <p>Immutable once it is decoded; the arrays handed out must not be written to. Index spaces count imports first, as in the
 * specification.
 */
public final class ModuleModel {
    static final ExternKind[] KINDS = ExternKind.values();
    private static final int[] NO_INTS = {};

    // Written to by the decoder only.
    final byte[] bytes;
    final Features features;
    final TypeRegistry registry;
    /** Canonical ids by type index. */
    int[] types = NO_INTS;
    /** The types themselves, which the module keeps. */
    TypeDefinition[] definitions = {};
    /** Offsets of the names of the modules that imports come from, which several may share. */
    int[] importModules = NO_INTS;
    /** Offsets of the second parts of the names of imports. */
    int[] importNames = NO_INTS;
    int[] importKinds = NO_INTS;
    int[] importIndices = NO_INTS;
    final int[] importedCounts = new int[KINDS.length];
    /** Type index of every function. */
    int[] functionTypes = NO_INTS;
    /** Imported functions whose type is exactly what the module says. */
    final BitSet exactImports = new BitSet();
    int[] bodyStarts = NO_INTS;
    int[] bodyEnds = NO_INTS;
    final List<TableEntry> tables = new ArrayList<>();
    final List<MemoryEntry> memories = new ArrayList<>();
    int[] globalTypes = NO_INTS;
    boolean[] globalMutable = {};
    /** Offsets of initialisers, of defined globals only. */
    int[] globalInits = NO_INTS;
    int[] tags = NO_INTS;
    int[] exportOffsets = NO_INTS;
    byte[] exportKinds = {};
    int[] exportIndices = NO_INTS;
    int start = -1;
    int startOffset = -1;
    final List<ElementSegment> elements = new ArrayList<>();
    final List<DataSegment> datas = new ArrayList<>();
    /** The number in the data count section, -1 where there is none. */
    long dataCount = -1;
    /** Functions that occur outside of function bodies. */
    final BitSet declared = new BitSet();
    final List<CustomSection> customSections = new ArrayList<>();
    private NameSection names;

    /** A module of which nothing is decoded yet. */
    ModuleModel(byte[] bytes, Features features, TypeRegistry registry) {
        this.bytes = bytes;
        this.features = features;
        this.registry = registry;
    }

    /** A function index occurs outside of function bodies; one that cannot exist is found out later. */
    void declare(int function) {
        if (Integer.compareUnsigned(function, 2 * ImplementationLimits.FUNCTIONS) < 0) {
            declared.set(function);
        }
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
        if (HeapTypes.isExact(heap)) {
            return "(exact " + heapName(HeapTypes.inexact(heap)) + ")";
        }
        int index = typeIndex(heap);
        if (index < 0) {
            return new TypeNotation(registry).heap(heap);
        }
        String name = names().name(NameSection.Space.TYPE, index);
        return name == null ? Integer.toString(index) : "$" + PrintableName.of(name);
    }

    /** The first index of the type of a defined heap type; -1 if it is not the module's own. */
    public int typeIndex(int heap) {
        for (int index = 0; index < types.length; index++) {
            if (types[index] == HeapTypes.id(heap)) {
                return index;
            }
        }
        return -1;
    }

    // Imports.

    public int importCount() {
        return importNames.length;
    }

    public String importModule(int index) {
        return name(importModules[index]);
    }

    /** Whether an import has the name of its module from the same place of the binary as the one before it. */
    public boolean sharesImportModule(int index) {
        return index > 0 && importModules[index] == importModules[index - 1];
    }

    public String importName(int index) {
        return name(importNames[index]);
    }

    public ExternKind importKind(int index) {
        return KINDS[importKinds[index]];
    }

    /** The index of an import in the index space of its kind. */
    public int importIndex(int index) {
        return importIndices[index];
    }

    /** Place of an import in the binary, for errors: where it begins to differ from others of the same module. */
    public int importOffset(int index) {
        return skipName(importModules[index]) == importNames[index] ? importModules[index] : importNames[index];
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

    /** Whether a function is known to be of exactly its type: it is defined here, or the import says so. */
    public boolean isExact(int function) {
        return function >= importedFunctionCount() || exactImports.get(function);
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
        return tables.size();
    }

    public TableEntry table(int index) {
        return tables.get(index);
    }

    public int memoryCount() {
        return memories.size();
    }

    public MemoryEntry memory(int index) {
        return memories.get(index);
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
        return KINDS[exportKinds[index]];
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
        return elements.size();
    }

    public ElementSegment element(int index) {
        return elements.get(index);
    }

    /** The function indices of an element segment that lists functions. */
    public int[] elementFunctions(int index) {
        ElementSegment segment = elements.get(index);
        ByteReader reader = new ByteReader(bytes, segment.start(), bytes.length);
        int[] functions = new int[segment.count()];
        for (int k = 0; k < functions.length; k++) {
            functions[k] = reader.readU32();
        }
        return functions;
    }

    /** Offsets of the constant expressions of an element segment that lists expressions. */
    public int[] elementExpressions(int index) {
        ElementSegment segment = elements.get(index);
        ConstExpressionReader reader = new ConstExpressionReader(this, segment.start());
        int[] offsets = new int[segment.count()];
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = reader.skipExpression();
        }
        return offsets;
    }

    public int dataCount() {
        return datas.size();
    }

    public DataSegment data(int index) {
        return datas.get(index);
    }

    /** Whether there is a data count section, without which code must not refer to data segments. */
    public boolean hasDataCount() {
        return dataCount >= 0;
    }

    /** The instructions of the constant expression at an offset, without the final {@code end}. */
    public List<ConstInstruction> constExpression(int offset) {
        return new ConstExpressionReader(this, offset).readAll();
    }

    // Custom sections and names.

    public List<CustomSection> customSections() {
        return Collections.unmodifiableList(customSections);
    }

    /** The name section, decoded at the first call; a broken one counts as absent. */
    public synchronized NameSection names() {
        if (names == null) {
            names = NameSection.decode(this);
        }
        return names;
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
