package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Vocabulary;

/**
 * Sequences of instructions, flat and folded in any mixture (specification, section 6.5). Nesting is kept in a stack of
 * its own, so that no depth of the text can exhaust the Java stack.
 *
 * <p>A folded plain instruction is encoded at once, but beside the output: its operands come first. The bytes wait in
 * {@link #pending} until its parenthesis closes; those of the operands come and go above them in the meantime.
 */
final class InstructionParser {
    private final ModuleScope scope;
    private final Cursor cursor;
    private final TypeParser types;
    private final ImmediateParser immediates;
    private final Nesting nesting = new Nesting();
    private final Bytes pending = new Bytes();
    /** The tokens of the instructions in {@link #pending}. */
    private final IntList pendingTokens = new IntList();
    private final BranchHints hints;
    private Bytes out;
    private int labelSymbol;
    private int labelName;

    InstructionParser(ModuleScope scope) {
        this.scope = scope;
        this.cursor = scope.cursor;
        this.types = scope.typeParser;
        this.immediates = new ImmediateParser(scope);
        this.hints = new BranchHints(cursor);
    }

    /** What is written next comes from the token at the cursor. */
    void mark(Bytes output) {
        if (scope.places != null) {
            scope.places.instruction(output.size(), cursor.position());
        }
    }

    /** Instructions up to the parenthesis that closes the group around them, which is left at the cursor. */
    void readSequence(Bytes output) {
        out = output;
        while (!nesting.isEmpty() || !cursor.isAt(TokenKind.CLOSE)) {
            step();
        }
        hints.requireNone();
    }

    /** The body of a function: as {@link #readSequence}, branch hints allowed and collected. */
    void readBody(int function, Bytes output) {
        hints.begin();
        readSequence(output);
        hints.end(function);
    }

    BranchHints hints() {
        return hints;
    }

    /** One folded instruction. */
    void readFolded(Bytes output) {
        out = output;
        if (!cursor.isAt(TokenKind.OPEN)) {
            throw cursor.unexpected("(");
        }
        do {
            step();
        } while (!nesting.isEmpty());
    }

    private void step() {
        switch (cursor.kind()) {
            case TokenKind.OPEN -> open();
            case TokenKind.CLOSE -> close();
            case TokenKind.KEYWORD -> flat();
            case TokenKind.ANNOTATION -> {
                if (!Vocabulary.isBranchHintAnnotation(cursor.tokens().value(cursor.position()))) {
                    throw cursor.unexpected("instruction");
                }
                hints.read();
            }
            default -> throw cursor.unexpected("instruction");
        }
    }

    // Flat -----------------------------------------------------------------------------------------------------------

    private void flat() {
        if (!nesting.holdsSequence()) {
            throw cursor.unexpected("( or )");
        }
        Opcode opcode = cursor.opcode();
        if (opcode == null) {
            throw cursor.unexpected("instruction");
        }
        mark(out);
        cursor.advance();
        switch (opcode) {
            case BLOCK, LOOP, TRY_TABLE -> beginBlock(opcode, Nesting.FLAT_BLOCK);
            case IF -> {
                int hint = hints.take(opcode);
                readLabel();
                hints.record(out.size(), hint);
                out.put(opcode.code());
                readBlockType(out);
                enter(Nesting.FLAT_IF);
            }
            case TRY -> beginBlock(opcode, Nesting.FLAT_TRY);
            case ELSE, END, CATCH, CATCH_ALL, DELEGATE -> flatBoundary(opcode);
            default -> {
                int hint = hints.take(opcode);
                hints.record(out.size(), hint);
                immediates.read(opcode, out);
            }
        }
    }

    private void flatBoundary(Opcode opcode) {
        hints.requireNone();
        int frame = nesting.kind();
        boolean fits = switch (opcode) {
            case ELSE -> frame == Nesting.FLAT_IF;
            case END -> Nesting.isFlat(frame);
            case DELEGATE -> frame == Nesting.FLAT_TRY;
            default -> frame == Nesting.FLAT_TRY || frame == Nesting.FLAT_CATCH;
        };
        if (!fits) {
            cursor.moveTo(cursor.position() - 1);
            throw cursor.unexpected("");
        }
        switch (opcode) {
            case ELSE -> {
                checkLabel();
                out.put(Opcode.ELSE.code());
                nesting.become(Nesting.FLAT_BLOCK);
            }
            case END -> {
                checkLabel();
                out.put(Opcode.END.code());
                leave();
            }
            case DELEGATE -> {
                leave();
                immediates.read(opcode, out);
            }
            default -> {
                immediates.read(opcode, out);
                nesting.become(opcode == Opcode.CATCH ? Nesting.FLAT_CATCH : Nesting.FLAT_BLOCK);
            }
        }
    }

    private void checkLabel() {
        int token = cursor.position();
        int symbol = cursor.takeId();
        if (symbol != Cursor.NONE && symbol != scope.labels.innermost()) {
            throw cursor.error(token, "mismatching label " + cursor.tokens().text(token));
        }
    }

    // Folded ---------------------------------------------------------------------------------------------------------

    private void open() {
        switch (nesting.kind()) {
            case Nesting.IF_CONDITION -> {
                if (cursor.isOpen(Keyword.THEN)) {
                    openThen();
                } else {
                    openInstruction();
                }
            }
            case Nesting.IF_THEN -> {
                mark(out);
                expectArm(Opcode.ELSE);
                out.put(Opcode.ELSE.code());
                nesting.become(Nesting.IF_ELSE);
                nesting.push(Nesting.ARM);
            }
            case Nesting.TRY_START -> {
                cursor.expectOpen(Keyword.DO);
                nesting.become(Nesting.TRY_BODY);
                nesting.push(Nesting.ARM);
            }
            case Nesting.TRY_BODY, Nesting.TRY_CATCH -> openHandler();
            case Nesting.IF_ELSE, Nesting.TRY_DONE, Nesting.TRY_DELEGATED -> throw cursor.unexpected(")");
            default -> openInstruction();
        }
    }

    private void openInstruction() {
        cursor.advance();
        Opcode opcode = cursor.opcode();
        if (opcode == null) {
            throw cursor.unexpected("instruction");
        }
        switch (opcode) {
            case ELSE, END, CATCH, CATCH_ALL, DELEGATE -> throw cursor.unexpected("instruction");
            case BLOCK, LOOP, TRY_TABLE, TRY -> mark(out);
            default -> pendingTokens.add(cursor.position());
        }
        cursor.advance();
        switch (opcode) {
            case BLOCK, LOOP, TRY_TABLE -> beginBlock(opcode, Nesting.BLOCK);
            case TRY -> beginBlock(opcode, Nesting.TRY_START);
            case IF -> {
                nesting.push(Nesting.IF_CONDITION, pending.size(), hints.take(opcode));
                readLabel();
                nesting.setLabel(labelSymbol, labelName);
                pending.put(opcode.code());
                readBlockType(pending);
            }
            default -> {
                nesting.push(Nesting.PLAIN, pending.size(), hints.take(opcode));
                immediates.read(opcode, pending);
            }
        }
    }

    private void openThen() {
        hints.requireNone();
        cursor.moveTo(cursor.position() + 2);
        emitPending();
        scope.labels.enter(nesting.labelSymbol(), nesting.labelName());
        nesting.become(Nesting.IF_THEN);
        nesting.push(Nesting.ARM);
    }

    private void openHandler() {
        cursor.advance();
        Opcode opcode = cursor.opcode();
        mark(out);
        if (opcode == Opcode.CATCH || opcode == Opcode.CATCH_ALL) {
            cursor.advance();
            immediates.read(opcode, out);
            nesting.become(opcode == Opcode.CATCH ? Nesting.TRY_CATCH : Nesting.TRY_DONE);
            nesting.push(Nesting.ARM);
        } else if (opcode == Opcode.DELEGATE && nesting.kind() == Nesting.TRY_BODY) {
            cursor.advance();
            scope.labels.leave();
            immediates.read(opcode, out);
            nesting.become(Nesting.TRY_DELEGATED);
            cursor.expectClose();
        } else {
            throw cursor.unexpected("catch, catch_all or delegate");
        }
    }

    private void close() {
        hints.requireNone();
        switch (nesting.kind()) {
            case Nesting.PLAIN -> {
                emitPending();
                nesting.pop();
            }
            case Nesting.BLOCK, Nesting.IF_THEN, Nesting.IF_ELSE, Nesting.TRY_BODY, Nesting.TRY_CATCH, Nesting.TRY_DONE -> {
                mark(out);
                out.put(Opcode.END.code());
                leave();
            }
            case Nesting.ARM, Nesting.TRY_DELEGATED -> nesting.pop();
            case Nesting.IF_CONDITION -> throw cursor.unexpected("(then");
            case Nesting.TRY_START -> throw cursor.unexpected("(do");
            default -> throw cursor.unexpected("end");
        }
        cursor.advance();
    }

    private void expectArm(Opcode opcode) {
        cursor.advance();
        if (cursor.opcode() != opcode) {
            throw cursor.unexpected(opcode.mnemonic());
        }
        cursor.advance();
    }

    private void emitPending() {
        int mark = nesting.mark();
        hints.record(out.size(), nesting.hint());
        int last = pendingTokens.size() - 1;
        if (scope.places != null) {
            scope.places.instruction(out.size(), pendingTokens.get(last));
        }
        pendingTokens.truncate(last);
        out.put(pending.array(), mark, pending.size() - mark);
        pending.truncate(mark);
    }

    // Blocks ---------------------------------------------------------------------------------------------------------

    private void beginBlock(Opcode opcode, int frame) {
        hints.take(opcode);
        readLabel();
        out.put(opcode.code());
        readBlockType(out);
        if (opcode == Opcode.TRY_TABLE) {
            readCatchClauses();
        }
        enter(frame);
    }

    private void enter(int frame) {
        scope.labels.enter(labelSymbol, labelName);
        nesting.push(frame);
    }

    private void leave() {
        scope.labels.leave();
        nesting.pop();
    }

    private void readLabel() {
        Naming label = Naming.take(cursor);
        labelSymbol = label.id();
        labelName = label.name();
    }

    private void readBlockType(Bytes output) {
        long explicit = types.takeTypeReference();
        int token = cursor.position();
        Signature signature = types.readSignature(TypeParser.ParameterNames.FORBIDDEN);
        if (explicit != Cursor.NONE) {
            types.checkInline((int) explicit, signature, token);
            output.s64(explicit);
        } else if (signature.isEmpty()) {
            output.put(BinaryFormat.EMPTY_BLOCK);
        } else if (signature.params().length == 0 && signature.results().length == 1) {
            output.valType(signature.results()[0]);
        } else {
            output.s64(scope.typeTable.find(signature));
        }
    }

    /** Clauses of {@code try_table}; their labels are those outside of it. */
    private void readCatchClauses() {
        Bytes clauses = new Bytes();
        int count = 0;
        for (int clause = clauseKind(); clause >= 0; clause = clauseKind()) {
            cursor.moveTo(cursor.position() + 2);
            clauses.put(clause);
            if (clause == BinaryFormat.CATCH || clause == BinaryFormat.CATCH_REF) {
                clauses.u32(scope.of(Space.TAG).read(cursor));
            }
            clauses.u32(scope.labels.read(cursor));
            cursor.expectClose();
            count++;
        }
        out.u32(count).put(clauses);
    }

    private int clauseKind() {
        if (!cursor.isAt(TokenKind.OPEN)) {
            return -1;
        }
        Keyword keyword = cursor.openKeyword();
        if (keyword == Keyword.CATCH_REF) {
            return BinaryFormat.CATCH_REF;
        }
        if (keyword == Keyword.CATCH_ALL_REF) {
            return BinaryFormat.CATCH_ALL_REF;
        }
        Opcode opcode = cursor.openOpcode();
        if (opcode == Opcode.CATCH) {
            return BinaryFormat.CATCH;
        }
        return opcode == Opcode.CATCH_ALL ? BinaryFormat.CATCH_ALL : -1;
    }
}
