package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.printer.Instruction.Role;
import java.util.function.Consumer;

/** Reads instructions of one body or constant expression and tells them to a sink as text. */
final class CodeReader {
    private static final int NO_FUNCTION = -1;

    private final BinaryModule module;
    private final TypeText types;
    private final OpenBlocks open = new OpenBlocks();
    private final BranchHintMap hints;
    private ImmediateText immediates;
    private int function = NO_FUNCTION;
    private int bodyStart;
    private int blocks;
    private int blockParams;
    private int blockResults;

    CodeReader(BinaryModule module, TypeText types, BranchHintMap hints) {
        this.module = module;
        this.types = types;
        this.hints = hints;
    }

    /** A constant expression up to and with its end. */
    void readExpression(ByteReader in, Consumer<Instruction> sink) {
        function = NO_FUNCTION;
        immediates = new ImmediateText(module, types, open, Names.NONE);
        open.enter(Opcode.BLOCK, null, 1);
        readUntilEnd(in, sink);
    }

    /**
     * The instructions of a function; they must fill the reader's range.
     *
     * @param start where the body begins, with its locals: branch hints count from there
     */
    void readBody(int index, int start, Names locals, ByteReader in, Consumer<Instruction> sink) {
        function = index;
        bodyStart = start;
        blocks = 0;
        immediates = new ImmediateText(module, types, open, locals);
        open.enter(Opcode.BLOCK, null, module.resultCount(module.model().functionType(index)));
        readUntilEnd(in, sink);
        if (in.remaining() > 0) {
            throw new MalformedException("END opcode expected", in.position());
        }
    }

    private void readUntilEnd(ByteReader in, Consumer<Instruction> sink) {
        while (open.depth() > 0) {
            int at = in.position();
            Opcode opcode = readOpcode(in);
            switch (opcode) {
                case BLOCK, LOOP, IF, TRY, TRY_TABLE -> sink.accept(readBlock(opcode, at, in));
                case ELSE, CATCH, CATCH_ALL -> {
                    open.part(opcode, at);
                    sink.accept(Instruction.boundary(Role.PART, opcode, immediates.read(opcode, in)));
                }
                case END -> {
                    open.leave();
                    if (open.depth() > 0) {
                        sink.accept(Instruction.boundary(Role.END, opcode, opcode.mnemonic()));
                    }
                }
                case DELEGATE -> {
                    open.part(opcode, at);
                    open.leave();
                    sink.accept(Instruction.boundary(Role.END, opcode, immediates.read(opcode, in)));
                }
                default -> sink.accept(readPlain(opcode, at, in));
            }
        }
    }

    private static Opcode readOpcode(ByteReader in) {
        int at = in.position();
        int first = in.readByte();
        boolean prefixed = first >= BinaryFormat.FIRST_PREFIX && first <= BinaryFormat.LAST_PREFIX;
        Opcode opcode = prefixed ? Opcode.of(first, in.readU32()) : Opcode.of(0, first);
        if (opcode == null) {
            throw new MalformedException("illegal opcode", at);
        }
        return opcode;
    }

    private Instruction readPlain(Opcode opcode, int at, ByteReader in) {
        String text = immediates.read(opcode, in);
        return new Instruction(Role.PLAIN, opcode, hint(opcode, at), text, immediates.operands(), immediates.results());
    }

    private Instruction readBlock(Opcode opcode, int at, ByteReader in) {
        String name = function == NO_FUNCTION ? null : module.label(function, blocks);
        blocks++;
        StringBuilder text = new StringBuilder(opcode.mnemonic());
        String identifier = null;
        if (name != null) {
            boolean isPlain = Names.canBeIdentifier(name);
            identifier = isPlain ? Quoted.identifier(name) : null;
            text.append(' ').append(isPlain ? identifier : "(@name " + Quoted.name(name) + ")");
        }
        text.append(readBlockType(in));
        if (opcode == Opcode.TRY_TABLE) {
            text.append(immediates.catchClauses(in));
        }
        int operands = blockParams + (opcode == Opcode.IF ? 1 : 0);
        open.enter(opcode, identifier, opcode == Opcode.LOOP ? blockParams : blockResults);
        return new Instruction(Role.BEGIN, opcode, hint(opcode, at), text.toString(), operands, blockResults);
    }

    private String readBlockType(ByteReader in) {
        blockParams = 0;
        blockResults = 0;
        int code = in.peekByte();
        if (code == BinaryFormat.EMPTY_BLOCK) {
            in.skip(1);
            return "";
        }
        if ((code & 0xC0) == BinaryFormat.EMPTY_BLOCK) {
            blockResults = 1;
            return " (result " + types.valType(in) + ")";
        }
        int type = (int) in.readS33();
        blockParams = module.paramCount(type);
        blockResults = module.resultCount(type);
        return " " + types.use(type, Names.NONE);
    }

    /** The annotation that stands before an instruction with a hint. */
    private String hint(Opcode opcode, int at) {
        if (function == NO_FUNCTION || opcode != Opcode.IF && opcode != Opcode.BR_IF) {
            return "";
        }
        return hints.take(function, at - bodyStart);
    }
}
