package dev.vespula.text.printer;

import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ImplementationLimits;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.printer.Instruction.Role;
import dev.vespula.text.syntax.SectionKind;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The code of a binary module as text, instruction by instruction, each with its place. Bodies are not validated, so that code which
 * is refused can be looked at. Used by one thread.
 */
public final class CodeListing {
    /** More locals of a group are not written one by one: three bytes declare thousands. */
    private static final int MOST_WRITTEN = 8;
    /** As for the text of a whole module, see {@link Output}: a name of a few bytes may be used in each instruction. */
    private static final int MOST_PER_BYTE = 96;
    private static final int MOST_MORE = 1 << 24;

    private final BinaryModule module;
    private final TypeText types;
    private final Map<Integer, String> exported = new HashMap<>();
    private long left;

    /**
     * A line of a body. Offsets count from the beginning of the module, as in messages and backtraces.
     *
     * @param start of its first byte
     * @param end behind its last byte
     * @param depth how many blocks are around it, the body not counted
     * @param text in the words of the text format
     */
    public record Line(int start, int end, int depth, String text) {}

    /**
     * The code of a module.
     *
     * @throws dev.vespula.ModuleException when the module cannot be decoded
     */
    public CodeListing(byte[] binary) {
        module = new BinaryModule(binary);
        left = MOST_MORE + (long) MOST_PER_BYTE * binary.length;
        types = new TypeText(module, module.model().typeCount(), new Output(Writer.nullWriter(), binary.length));
        ByteReader section = module.section(SectionKind.TYPE.id());
        if (section != null) {
            // Signatures are repeated where they are used.
            types.printSection(section);
        }
        ModuleModel model = module.model();
        for (int i = 0; i < model.exportCount(); i++) {
            if (model.exportKind(i) == ExternKind.FUNCTION) {
                exported.putIfAbsent(model.exportIndex(i), model.exportName(i));
            }
        }
    }

    /** The name of the module itself, or null. */
    public String moduleName() {
        return module.name();
    }

    /** The first function that the module defines. */
    public int firstFunction() {
        return module.model().importedFunctionCount();
    }

    /** How many functions there are, imported ones included. */
    public int functionCount() {
        return module.model().functionCount();
    }

    /** The name of a function in the name section, or null. */
    public String name(int function) {
        return module.model().names().function(function);
    }

    /** The first name under which a function is exported, or null. */
    public String exportName(int function) {
        return exported.get(function);
    }

    /** Whether a function is called so: by its index, its name in the name section, or its first export name. */
    public boolean isCalled(int function, String wanted) {
        return wanted.equals(Integer.toString(function)) || wanted.equals(name(function)) || wanted.equals(exportName(
                function));
    }

    /** The type of a function that the module defines, in the words of the text format. */
    public String type(int function) {
        return types.use(module.model().functionType(function), Names.NONE);
    }

    /** Where the body of a function that the module defines begins, with its locals. */
    public int start(int function) {
        return module.model().bodyStart(function);
    }

    /** Where it ends. */
    public int end(int function) {
        return module.model().bodyEnd(function);
    }

    /**
     * Tells the lines of a function that the module defines: its locals, then its instructions.
     *
     * @throws MalformedException where the body is malformed; lines before that place have been told
     * @throws LimitException when the text of all that was read would be out of proportion to the module
     */
    public void read(int function, Consumer<Line> sink) {
        ByteReader in = new ByteReader(module.bytes(), start(function), end(function));
        BodyLines lines = new BodyLines(in, sink);
        int params = module.paramCount(module.model().functionType(function));
        int locals = readLocals(in, lines);
        // All of them are looked up if one has a name.
        charge(module.model().names().hasLocals(function) ? locals : 0);
        Names names = module.locals(function, params + locals);
        new CodeReader(module, types, new BranchHintMap()).readBody(function, start(function), names, in, lines);
        lines.add(0, Opcode.END.mnemonic());
    }

    private void charge(int characters) {
        left -= characters;
        if (left < 0) {
            throw new LimitException("the text would be out of proportion to the module", -1);
        }
    }

    /** Gives how many there are. */
    private int readLocals(ByteReader in, BodyLines lines) {
        int locals = 0;
        int all = in.readU32();
        if (all == 0) {
            lines.skip();
        }
        for (int groups = all; groups != 0; groups--) {
            int at = in.position();
            int count = in.readU32();
            String type = types.valType(in);
            if (Integer.compareUnsigned(count, ImplementationLimits.LOCALS - locals) > 0) {
                throw new MalformedException("too many locals", at);
            }
            locals += count;
            lines.add(0, count > MOST_WRITTEN ? "(local " + type + ") (;" + count + " times;)"
                    : "(local" + (" " + type).repeat(count) + ")");
        }
        return locals;
    }

    /** Gives each instruction its place: it begins where the one before has ended. */
    private final class BodyLines implements Consumer<Instruction> {
        private final ByteReader in;
        private final Consumer<Line> sink;
        private int start;
        private int depth;

        BodyLines(ByteReader in, Consumer<Line> sink) {
            this.in = in;
            this.sink = sink;
            start = in.position();
        }

        @Override
        public void accept(Instruction instruction) {
            Role role = instruction.role();
            if (role == Role.PART || role == Role.END) {
                depth--;
            }
            add(depth, instruction.text());
            if (role == Role.BEGIN || role == Role.PART) {
                depth++;
            }
        }

        /** Passes over bytes that say nothing. */
        void skip() {
            start = in.position();
        }

        void add(int indentation, String text) {
            charge(text.length());
            sink.accept(new Line(start, in.position(), indentation, text));
            start = in.position();
        }
    }
}
