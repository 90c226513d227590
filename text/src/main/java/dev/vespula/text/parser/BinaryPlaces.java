package dev.vespula.text.parser;

import dev.vespula.text.syntax.SectionKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where in a text the parts of its binary come from: fields, and the instructions of functions. Kept only when somebody
 * asks, since it takes eight bytes for each instruction; the text is encoded anew for it.
 */
public final class BinaryPlaces {
    /** Places in a section: offsets from its first entry, ascending, and tokens. */
    private record Section(IntList offsets, IntList tokens) {}

    private final Map<SectionKind, Section> sections = new EnumMap<>(SectionKind.class);
    /** Places in the body being parsed. */
    private final IntList bodyOffsets = new IntList();
    private final IntList bodyTokens = new IntList();
    private final IntList offsets = new IntList();
    private final IntList tokens = new IntList();
    private boolean inBody;

    BinaryPlaces() {
        for (SectionKind kind : SectionKind.values()) {
            sections.put(kind, new Section(new IntList(), new IntList()));
        }
    }

    /** What begins here in a section comes from a token; if that is told twice, nothing came from the first one. */
    void entry(SectionKind kind, int offset, int token) {
        Section section = sections.get(kind);
        int last = section.offsets().size() - 1;
        if (last >= 0 && section.offsets().get(last) == offset) {
            section.tokens().set(last, token);
            return;
        }
        section.offsets().add(offset);
        section.tokens().add(token);
    }

    /** The body of a function begins. */
    void beginBody() {
        bodyOffsets.clear();
        bodyTokens.clear();
        inBody = true;
    }

    /** An instruction begins; told in constant expressions too, which are found as part of their fields. */
    void instruction(int offset, int token) {
        if (inBody) {
            bodyOffsets.add(offset);
            bodyTokens.add(token);
        }
    }

    /** The body was written at an offset of the code section. */
    void endBody(int at) {
        inBody = false;
        for (int i = 0; i < bodyOffsets.size(); i++) {
            entry(SectionKind.CODE, at + bodyOffsets.get(i), bodyTokens.get(i));
        }
    }

    /** The entries of a section were written at an offset of the binary. */
    void placed(SectionKind kind, int at) {
        Section section = sections.get(kind);
        for (int i = 0; i < section.offsets().size(); i++) {
            offsets.add(at + section.offsets().get(i));
            tokens.add(section.tokens().get(i));
        }
    }

    /** The token that the byte at an offset of the binary comes from, -1 if none does. */
    public int token(long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            return -1;
        }
        int at = offsets.search((int) offset);
        int before = at >= 0 ? at : -at - 2;
        return before < 0 ? -1 : tokens.get(before);
    }
}
