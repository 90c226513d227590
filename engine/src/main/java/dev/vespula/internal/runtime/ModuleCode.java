package dev.vespula.internal.runtime;

import dev.vespula.Config;
import dev.vespula.ModuleException;
import dev.vespula.WasmFrame;
import dev.vespula.internal.binary.DataSegment;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.MemoryEntry;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.NameSection;
import dev.vespula.internal.binary.TableEntry;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import dev.vespula.internal.memory.CopyAllowance;
import dev.vespula.internal.memory.MemoryShape;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.stop.StopPoll;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the instances of a module share: the decoded module, the code of its functions, and what instantiation derives
 * from the declarations once. Immutable apart from code that is made when needed; thread-safe.
 */
public final class ModuleCode {
    private static final int[] NO_TYPES = {};
    /** Places of backtraces that are kept: a program that throws in more of them makes them anew. */
    private static final int MOST_PLACES = 1 << 12;

    /** The engine. */
    public final EngineState engine;
    /** The decoded module. */
    public final ModuleModel model;
    /** What the first memories of instances may copy when they grow. */
    public final CopyAllowance copies = new CopyAllowance();
    /** Belongs to the machine: what the linked code of all functions shares. */
    public volatile Object linked;
    /** What the module calls by numbers of its own and its engine by others. */
    public final ModuleTypes types;
    /** How loops of the module's compiled code learn that they must stop. Another one only before there are instances. */
    public volatile StopPoll poll = new StopPoll();
    /** Belongs to the compiled tier: the compiled code of the module. */
    public volatile Object compiled;
    /** Belongs to the API: the classes it has made for interfaces of the user. */
    public volatile Object bindings;
    /** The API object. */
    public volatile Object handle;
    /** What the engine gives of its imports. Another one only before there are instances. */
    public volatile ProvidedImports provided = ProvidedImports.NONE;

    private final AtomicInteger codeVersion = new AtomicInteger();
    private final int importedFunctions;
    private final FunctionCode[] code;
    /** For all instances where translation is free. */
    private final boolean[] nothingUnpaid;
    private final TableShape[] tables;
    private final MemoryShape[] memories;
    private volatile byte[] hash;
    private volatile ImportName[] imports;
    private volatile ImportName[][] importsByKind;
    private volatile Map<String, Integer> exports;
    private volatile String[] exportNames;
    private volatile Map<Integer, Integer> typeIndices;
    private volatile Initializers initializers;
    private volatile TextOrigin text;
    /** What it is called where it does not say so itself; null for nothing. */
    private volatile ModuleTitle title = ModuleTitle.NONE;
    /** Places that were in backtraces, by function and offset: who throws often throws in the same places. */
    private final Map<Long, FramePlace> places = new ConcurrentHashMap<>();

    /** The code of a decoded module. */
    public ModuleCode(EngineState engine, ModuleModel model) {
        this.engine = engine;
        this.model = model;
        this.types = new ModuleTypes(engine, model);
        this.importedFunctions = model.importedFunctionCount();
        this.code = new FunctionCode[model.functionCount() - importedFunctions];
        this.nothingUnpaid = new boolean[engine.metered && engine.translationPrice == 0 ? model.functionCount() : 0];
        for (int i = 0; i < code.length; i++) {
            int index = importedFunctions + i;
            code[i] = new FunctionCode(this, index, engine.signature(model.functionTypeId(index)));
        }
        this.tables = new TableShape[model.tableCount()];
        for (int i = 0; i < tables.length; i++) {
            TableEntry entry = model.table(i);
            tables[i] = new TableShape(entry.type(), entry.min(), entry.hasMax() ? entry.max() : TableShape.NONE,
                    entry.address64());
        }
        this.memories = new MemoryShape[model.memoryCount()];
        for (int i = 0; i < memories.length; i++) {
            MemoryEntry entry = model.memory(i);
            memories[i] = new MemoryShape(entry.min(), entry.hasMax() ? entry.max() : MemoryShape.NONE,
                    entry.pageSizeLog2(), entry.address64(),
                    entry.shared() ? MemoryShape.Sharing.SHARED : MemoryShape.Sharing.UNSHARED);
        }
    }

    /** Functions have other code than they had, or none any more: instances forget how theirs are called. */
    public void codeChanged() {
        codeVersion.incrementAndGet();
    }

    /** How often {@link #codeChanged} was called. */
    int codeVersion() {
        return codeVersion.get();
    }

    /** Translates all functions now. */
    public void translateAll() {
        for (FunctionCode function : code) {
            function.ir();
        }
    }

    /** How many functions there are, imports counted. */
    public int functionCount() {
        return importedFunctions + code.length;
    }

    /** How many functions are imported. */
    public int importedFunctionCount() {
        return importedFunctions;
    }

    /** The code of a function that is not imported. */
    public FunctionCode code(int index) {
        return code[index - importedFunctions];
    }

    /** The canonical id of a module type index. */
    public int typeId(int type) {
        return model.typeId(type);
    }

    /** The first type of the module that is a defined heap type. */
    public int typeIndex(int heap) {
        return typeIndices().get(HeapTypes.inexact(heap));
    }

    private Map<Integer, Integer> typeIndices() {
        Map<Integer, Integer> known = typeIndices;
        if (known == null) {
            known = new HashMap<>();
            for (int index = 0; index < model.typeCount(); index++) {
                known.putIfAbsent(model.type(index).heap(), index);
            }
            typeIndices = known;
        }
        return known;
    }

    /** A reference type, an int of {@code ValTypes}, with the module's number of the type instead of the engine's. */
    int portable(int type) {
        int heap = ValTypes.heap(type);
        if (!HeapTypes.isDefined(heap)) {
            return type;
        }
        int portable = HeapTypes.ofId(typeIndex(heap));
        return (HeapTypes.isExact(heap) ? HeapTypes.exact(portable) : portable) << 1 | type & 1;
    }

    /** The signature of a function, imported or not. */
    public Signature signature(int function) {
        return function < importedFunctions
                ? engine.signature(model.functionTypeId(function))
                : code(function).signature;
    }

    /** Bytes of the body of a function that is not imported. */
    public int bodyLength(int function) {
        return model.bodyEnd(function) - model.bodyStart(function);
    }

    /** What the first call of a function in an instance pays for its translation; 0 if the configuration has that free. */
    long translationPrice(int function) {
        return engine.translationPrice * bodyLength(function);
    }

    /** By index of a function: whether a new instance has not paid for its translation yet. */
    boolean[] unpaid() {
        if (engine.translationPrice == 0) {
            return nothingUnpaid;
        }
        boolean[] unpaid = new boolean[functionCount()];
        Arrays.fill(unpaid, importedFunctions, unpaid.length, true);
        return unpaid;
    }

    /** The declaration of a table. */
    public TableShape table(int index) {
        return tables[index];
    }

    /** The declaration of a memory. */
    public MemoryShape memory(int index) {
        return memories[index];
    }

    /** The SHA-256 hash of the module's bytes. Not to be written to. */
    public byte[] hash() {
        byte[] known = hash;
        if (known == null) {
            known = hash(bytes());
            hash = known;
        }
        return known;
    }

    /** SHA-256 of some bytes. */
    public static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The bytes of the module. */
    public byte[] bytes() {
        return model.bytes();
    }

    /** Where the bytes of a data segment begin in {@link #bytes}. */
    public int dataStart(int segment) {
        return model.data(segment).start();
    }

    /** The number of bytes of a data segment. */
    public int dataLength(int segment) {
        DataSegment data = model.data(segment);
        return data.end() - data.start();
    }

    /** Names and kinds of the imports, in order. */
    public ImportName[] imports() {
        ImportName[] known = imports;
        if (known == null) {
            known = new ImportName[model.importCount()];
            for (int i = 0; i < known.length; i++) {
                // A long name that a million imports share must not be there a million times.
                String module = model.sharesImportModule(i) ? known[i - 1].module() : model.importModule(i);
                known[i] = new ImportName(module, model.importName(i), model.importKind(i), model.importIndex(i));
            }
            imports = known;
        }
        return known;
    }

    /** The import that stands at an index of an index space; null if none does. */
    public ImportName importOf(ExternKind kind, int index) {
        ImportName[][] known = importsByKind;
        if (known == null) {
            known = new ImportName[ExternKind.values().length][];
            for (ExternKind each : ExternKind.values()) {
                known[each.ordinal()] = new ImportName[model.importedCount(each)];
            }
            for (ImportName name : imports()) {
                known[name.kind().ordinal()][name.index()] = name;
            }
            importsByKind = known;
        }
        ImportName[] ofKind = known[kind.ordinal()];
        return index < ofKind.length ? ofKind[index] : null;
    }

    /** Export names in order, each with its number in the export section. */
    public Map<String, Integer> exports() {
        Map<String, Integer> known = exports;
        if (known == null) {
            Map<String, Integer> made = new LinkedHashMap<>();
            for (int i = 0; i < model.exportCount(); i++) {
                made.put(model.exportName(i), i);
            }
            known = Collections.unmodifiableMap(made);
            exports = known;
        }
        return known;
    }

    /** The constant expressions, read once. */
    public Initializers initializers() {
        Initializers known = initializers;
        if (known == null) {
            known = new Initializers(this);
            initializers = known;
        }
        return known;
    }

    /** The module was made of a text. */
    public void setText(TextOrigin origin) {
        text = origin;
    }

    /** {@code file:line:column} of the text for an offset in the binary; null if there is no text, or the place is not known. */
    public String textPlace(long offset) {
        TextOrigin origin = text;
        return origin == null ? null : origin.at(offset);
    }

    /** A place in a function as users see it; -1 for an offset that is not known. */
    public FramePlace place(int function, int offset) {
        Long key = (long) function << 32 | offset & 0xFFFF_FFFFL;
        FramePlace known = places.get(key);
        if (known == null) {
            known = FramePlace.of(new WasmFrame(title(), displayName(function), function, offset, textPlace(offset)));
            if (places.size() < MOST_PLACES) {
                places.put(key, known);
            }
        }
        return known;
    }

    /** A refusal of a function, with line and column if the module was made of a text. */
    ModuleException located(ModuleException refusal) {
        TextOrigin origin = text;
        return origin == null ? refusal : origin.located(refusal);
    }

    /** Says what the module is called. Only before anybody else knows it. */
    public void setTitle(ModuleTitle called) {
        title = called;
    }

    /** What the module is called for users; null if nothing. */
    public String title() {
        return title.of(name());
    }

    /** What messages about the module end with: its title, or nothing. */
    public String inMessages() {
        String called = title();
        return called == null ? "" : " (module " + PrintableName.quoted(called) + ")";
    }

    /** The module's name in the name section, or null; nothing if the configuration ignores custom sections. */
    public String name() {
        return ignoresNames() ? null : model.names().module();
    }

    /** A function's name in the name section, or null; nothing if the configuration ignores custom sections. */
    public String functionName(int function) {
        return ignoresNames() ? null : model.names().function(function);
    }

    /** A function's name for messages: that in the name section, else that of its first export, else null. */
    public String displayName(int function) {
        String name = functionName(function);
        return name != null ? name : exportNames()[function];
    }

    /** By function the name of its first export, or null. */
    private String[] exportNames() {
        String[] known = exportNames;
        if (known == null) {
            known = new String[functionCount()];
            for (int i = 0; i < model.exportCount(); i++) {
                int function = model.exportIndex(i);
                if (model.exportKind(i) == ExternKind.FUNCTION && known[function] == null) {
                    known[function] = model.exportName(i);
                }
            }
            exportNames = known;
        }
        return known;
    }

    /** The name of a defined heap type in the name section, or null, as for a type that the module does not have. */
    public String typeName(int heap) {
        Integer index = ignoresNames() ? null : typeIndices().get(heap);
        return index == null ? null : model.names().name(NameSection.Space.TYPE, index);
    }

    /** The name of a field of such a type in the name section, or null. */
    public String fieldName(int heap, int field) {
        Integer index = ignoresNames() ? null : typeIndices().get(heap);
        return index == null ? null : model.names().field(index, field);
    }

    private boolean ignoresNames() {
        return engine.config.customSections() == Config.CustomSections.IGNORE;
    }

    /** The translated code of a function, free of charge; for tools. */
    public IrFunction ir(int function) {
        return code(function).ir();
    }

    /** How many imports are of a kind. */
    public int importedCount(ExternKind kind) {
        return model.importedCount(kind);
    }

    /**
     * An import.
     *
     * @param module first part of the name
     * @param name   second part of the name
     * @param kind   what it is
     * @param index  its index in the index space of its kind
     */
    public record ImportName(String module, String name, ExternKind kind, int index) {
        @Override
        public String toString() {
            return PrintableName.of(module, name);
        }
    }

    /** The type that the call at an index in the IR of a function expects of its callee. */
    public Signature called(int[] code, int index) {
        int op = Ir.op(code[index]);
        return switch (op) {
            case Ir.SUSPEND -> tagSignature(Ir.field(code[index]));
            case Ir.RESUME, Ir.RESUME_THROW, Ir.RESUME_THROW_REF, Ir.SWITCH -> continued(code, index);
            default -> Ir.fieldMeaning(op) == Ir.MEANING_FUNC ? signature(Ir.field(code[index]))
                    : engine.signature(typeId(IrReader.immediate(code, index, IrReader.place(op, Ir.MEANING_TYPE))));
        };
    }

    /** What an instruction that goes on with a continuation hands over, and gets when it is gone on with itself. */
    private Signature continued(int[] code, int index) {
        int op = Ir.op(code[index]);
        TypeDefinition type = model.type(IrReader.immediate(code, index, IrReader.place(op, Ir.MEANING_TYPE)));
        TypeDefinition function = engine.types.ofHeap(type.function());
        switch (op) {
            case Ir.RESUME :
                return engine.signature(function.id());
            case Ir.RESUME_THROW :
                int tag = IrReader.immediate(code, index, IrReader.place(op, Ir.MEANING_TAG));
                return engine.signature(model.tagDefinition(tag).params(), function.results());
            case Ir.RESUME_THROW_REF :
                return engine.signature(NO_TYPES, function.results());
            default :
                int[] params = function.params();
                int left = params.length - 1;
                TypeDefinition suspended = engine.types.ofHeap(ValTypes.heap(params[left]));
                return engine.signature(Arrays.copyOf(params, left), engine.types.ofHeap(suspended.function()).params());
        }
    }

    private Signature tagSignature(int tag) {
        return engine.signature(model.tagDefinition(tag).id());
    }
}
