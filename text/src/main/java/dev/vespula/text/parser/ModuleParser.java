package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.ExternWords;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.SectionKind;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;
import dev.vespula.text.syntax.Vocabulary;
import java.util.Locale;

/**
 * A module's text to its binary. The first pass over the fields numbers them and binds identifiers, then types are
 * parsed, then the fields in the order of the text: type uses without a type append theirs in that order.
 */
public final class ModuleParser {
    private final Cursor cursor;
    private final ModuleScope scope;
    private final CustomSections customs = new CustomSections();
    private final KeptNames names;
    private final IntList fields = new IntList();
    private final IntList typeGroups = new IntList();
    /** The last kind that was defined, not imported; imports may not follow. */
    private ExternKind defined;
    private boolean started;

    private ModuleParser(Cursor cursor, BinaryPlaces places) {
        this.cursor = cursor;
        this.scope = new ModuleScope(cursor, places);
        this.names = new KeptNames(cursor.tokens().symbols());
    }

    /**
     * Encodes a text that is one module, with or without the parentheses around it.
     *
     * @throws SyntaxError when the text is malformed
     */
    public static byte[] encode(Tokens tokens) {
        return encode(tokens, null);
    }

    /** Where the parts of the binary come from that {@link #encode(Tokens)} makes. */
    public static BinaryPlaces places(Tokens tokens) {
        BinaryPlaces places = new BinaryPlaces();
        encode(tokens, places);
        return places;
    }

    private static byte[] encode(Tokens tokens, BinaryPlaces places) {
        Cursor cursor = new Cursor(tokens);
        byte[] binary;
        if (cursor.takeOpen(Keyword.MODULE)) {
            binary = encode(cursor, places);
            cursor.expectClose();
        } else {
            binary = new ModuleParser(cursor, places).run(TokenKind.END);
        }
        cursor.expect(TokenKind.END, "end of text");
        return binary;
    }

    /**
     * Encodes the module whose identifier or first field is at the cursor, up to the parenthesis that closes it.
     *
     * @throws SyntaxError when the text is malformed
     */
    public static byte[] encode(Cursor cursor) {
        return encode(cursor, null);
    }

    private static byte[] encode(Cursor cursor, BinaryPlaces places) {
        ModuleParser parser = new ModuleParser(cursor, places);
        Naming naming = Naming.take(cursor);
        if (naming.annotated() != Cursor.NONE && cursor.isAt(TokenKind.ANNOTATION)
                && Vocabulary.isNameAnnotation(cursor.tokens().value(cursor.position()))) {
            throw cursor.error("@name annotation: multiple module");
        }
        parser.names.setModule(naming.name());
        return parser.run(TokenKind.CLOSE);
    }

    private byte[] run(byte end) {
        while (cursor.isAt(TokenKind.OPEN) || cursor.isAt(TokenKind.ANNOTATION)) {
            scanField();
        }
        if (!cursor.isAt(end)) {
            throw cursor.unexpected(end == TokenKind.END ? "( or end of text" : "( or )");
        }
        int endOfModule = cursor.position();
        for (int i = 0; i < typeGroups.size(); i++) {
            cursor.moveTo(typeGroups.get(i));
            if (scope.places != null) {
                scope.places.entry(SectionKind.TYPE, scope.typeTable.section().size(), typeGroups.get(i));
            }
            scope.typeParser.readGroup();
        }
        FieldParser parser = new FieldParser(scope, names);
        for (int i = 0; i < fields.size(); i++) {
            cursor.moveTo(fields.get(i));
            parser.read();
        }
        cursor.moveTo(endOfModule);
        return write(parser);
    }

    // First pass -----------------------------------------------------------------------------------------------------

    private void scanField() {
        if (cursor.isAt(TokenKind.ANNOTATION)) {
            if (!Vocabulary.isCustomAnnotation(cursor.tokens().value(cursor.position()))) {
                throw cursor.unexpected("module field");
            }
            customs.read(cursor);
            return;
        }
        int start = cursor.position();
        Keyword keyword = cursor.openKeyword();
        if (keyword == null) {
            cursor.advance();
            throw cursor.unexpected("module field");
        }
        int end = cursor.tokens().skipGroup(start);
        cursor.moveTo(start + 2);
        switch (keyword) {
            case TYPE -> {
                scope.of(Space.TYPE).define(cursor);
                typeGroups.add(start);
            }
            case REC -> {
                scanRecursionGroup();
                typeGroups.add(start);
            }
            default -> {
                scanOther(keyword, start, end);
                fields.add(start);
            }
        }
        cursor.moveTo(end);
    }

    private void scanRecursionGroup() {
        while (!cursor.isAt(TokenKind.CLOSE)) {
            int start = cursor.position();
            cursor.expectOpen(Keyword.TYPE);
            scope.of(Space.TYPE).define(cursor);
            cursor.moveTo(cursor.tokens().skipGroup(start));
        }
    }

    private void scanOther(Keyword keyword, int start, int end) {
        switch (keyword) {
            case IMPORT -> scanImport();
            case EXPORT -> {}
            case START -> {
                if (started) {
                    throw cursor.error(start, "multiple start sections");
                }
                started = true;
            }
            case ELEM -> scope.of(Space.ELEMENT).define(cursor);
            case DATA -> scope.of(Space.DATA).define(cursor);
            default -> {
                ExternKind kind = ExternWords.kind(keyword);
                if (kind == null) {
                    cursor.moveTo(start + 1);
                    throw cursor.unexpected("module field");
                }
                scanDefinition(kind, end);
            }
        }
    }

    private void scanImport() {
        int start = cursor.position() - 2;
        ImportForm.scan(cursor, scope);
        requireImportsOpen(start);
    }

    private void scanDefinition(ExternKind kind, int end) {
        int start = cursor.position() - 2;
        scope.of(kind).define(cursor);
        while (cursor.isOpen(Keyword.EXPORT)) {
            cursor.moveTo(cursor.tokens().skipGroup(cursor.position()));
        }
        if (cursor.isOpen(Keyword.IMPORT)) {
            requireImportsOpen(start);
            return;
        }
        defined = kind;
        if (kind == ExternKind.MEMORY && hasChild(Keyword.DATA, end)) {
            scope.of(Space.DATA).add(1);
        } else if (kind == ExternKind.TABLE && hasChild(Keyword.ELEM, end)) {
            scope.of(Space.ELEMENT).add(1);
        }
    }

    private void requireImportsOpen(int token) {
        if (defined != null) {
            throw cursor.error(token, "import after " + defined.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Whether the field that ends before {@code end} directly holds a group with this keyword. */
    private boolean hasChild(Keyword keyword, int end) {
        while (cursor.position() < end - 1) {
            if (cursor.isOpen(keyword)) {
                return true;
            }
            byte kind = cursor.kind();
            boolean group = kind == TokenKind.OPEN || kind == TokenKind.ANNOTATION;
            cursor.moveTo(group ? cursor.tokens().skipGroup(cursor.position()) : cursor.position() + 1);
        }
        return false;
    }

    // Binary ---------------------------------------------------------------------------------------------------------

    private byte[] write(FieldParser parser) {
        Bytes nameSection = names.content(scope);
        Bytes out = new Bytes(parser.size() + nameSection.size() + 256);
        out.little(BinaryFormat.MAGIC, Integer.BYTES).little(BinaryFormat.VERSION, Integer.BYTES);
        customs.writeBefore(Keyword.FIRST, out);
        for (SectionKind kind : SectionKind.values()) {
            customs.writeBefore(kind.keyword(), out);
            if (kind == SectionKind.CODE && !parser.branchHints().isEmpty()) {
                writeCustom(out, Vocabulary.BRANCH_HINTS, parser.branchHints().content());
            }
            writeSection(out, kind, parser);
            if (scope.places != null) {
                Bytes entries = kind == SectionKind.TYPE ? scope.typeTable.section() : parser.section(kind).entries();
                scope.places.placed(kind, kind == SectionKind.START ? out.size() - 1 : out.size() - entries.size());
            }
            customs.writeAfter(kind.keyword(), out);
        }
        customs.writeAfter(Keyword.LAST, out);
        if (!nameSection.isEmpty()) {
            writeCustom(out, "name", nameSection);
        }
        return out.toArray();
    }

    private void writeSection(Bytes out, SectionKind kind, FieldParser parser) {
        switch (kind) {
            case TYPE -> writeVector(out, kind, scope.typeTable.groups(), scope.typeTable.section());
            case START -> {
                Integer start = parser.start();
                if (start != null) {
                    out.put(kind.id()).u32(Bytes.u32Length(start)).u32(start);
                }
            }
            case DATACOUNT -> {
                int count = parser.section(SectionKind.DATA).count();
                if (scope.usesDataSegments) {
                    out.put(kind.id()).u32(Bytes.u32Length(count)).u32(count);
                }
            }
            default -> {
                SectionBuffer section = parser.section(kind);
                writeVector(out, kind, section.count(), section.entries());
            }
        }
    }

    private static void writeVector(Bytes out, SectionKind kind, int count, Bytes entries) {
        if (count > 0) {
            out.put(kind.id()).u32(Bytes.u32Length(count) + entries.size()).u32(count).put(entries);
        }
    }

    private static void writeCustom(Bytes out, String name, Bytes content) {
        Bytes section = new Bytes(content.size() + 64).name(name).put(content);
        out.put(BinaryFormat.CUSTOM_SECTION).vector(section);
    }
}
