package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.IntegerLiteral;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;

/** The memory index, offset and alignment of loads and stores. */
final class MemoryArgumentParser {
    private final ModuleScope scope;
    private final Cursor cursor;
    private final NumberParser numbers;

    MemoryArgumentParser(ModuleScope scope) {
        this.scope = scope;
        this.cursor = scope.cursor;
        this.numbers = new NumberParser(cursor);
    }

    void read(Opcode opcode, Bytes out) {
        write(opcode, scope.of(Space.MEMORY).readOr(cursor, 0), out);
    }

    /** With a lane at the end, so that a single number is the lane and not the memory. */
    void readWithLane(Opcode opcode, Bytes out) {
        int next = cursor.position() + 1;
        boolean lone = cursor.isAt(TokenKind.NATURAL) && cursor.tokens().kind(next) != TokenKind.NATURAL
                && !isPart(next, "offset=") && !isPart(next, "align=");
        int memory = lone ? 0 : scope.of(Space.MEMORY).readOr(cursor, 0);
        write(opcode, memory, out);
        out.put(numbers.readLane());
    }

    private void write(Opcode opcode, int memory, Bytes out) {
        long offset = takePart("offset=", 0);
        int token = cursor.position();
        long alignment = takePart("align=", 1L << opcode.naturalAlignment());
        if (Long.bitCount(alignment) != 1) {
            throw cursor.error(token, "alignment must be a power of two");
        }
        int exponent = Long.numberOfTrailingZeros(alignment);
        if (memory == 0) {
            out.u32(exponent);
        } else {
            out.u32(exponent | BinaryFormat.HAS_MEMORY).u32(memory);
        }
        out.u64(offset);
    }

    private long takePart(String prefix, long absent) {
        int token = cursor.position();
        if (!isPart(token, prefix)) {
            return absent;
        }
        Tokens tokens = cursor.tokens();
        byte[] word = tokens.symbols().bytes(tokens.value(token));
        if (!Lexer.isNatural(word, prefix.length())) {
            throw cursor.error("unknown operator " + tokens.text(token));
        }
        Long value = IntegerLiteral.parse(word, prefix.length(), word.length, 64);
        if (value == null) {
            throw cursor.error("i64 constant out of range");
        }
        cursor.advance();
        return value;
    }

    private boolean isPart(int token, String prefix) {
        Tokens tokens = cursor.tokens();
        return tokens.kind(token) == TokenKind.KEYWORD && tokens.symbols().startsWith(tokens.value(token), prefix);
    }
}
