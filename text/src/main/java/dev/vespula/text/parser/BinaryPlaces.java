package dev.vespula.text.parser;

import dev.vespula.text.syntax.SectionKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where in a text the parts of its binary come from: fields, and the instructions of functions. Kept only when somebody
 * asks, since it takes eight bytes for each instruction; the text is encoded anew for it.
 */
public final class BinaryPlaces {
    /** Offsets, ascending, and the tokens that what begins there comes from. */
    private static final class Places {
        private final IntList offsets = new IntList();
        private final IntList tokens = new IntList();

        void add(int offset, int token) {
            offsets.add(offset);
            tokens.add(token);
        }
    }

    /** Places in sections, from their first entries on. */
    private final Map<SectionKind, Places> sections = new EnumMap<>(SectionKind.class);
    private final Places binary = new Places();
    /** Places in the body being parsed. */
    private Places body = new Places();
    private boolean inBody;

    BinaryPlaces() {
        for (SectionKind kind : SectionKind.values()) {
            sections.put(kind, new Places());
        }
    }

    /** What begins here in a section comes from a token; if that is told twice, nothing came from the first one. */
    void entry(SectionKind kind, int offset, int token) {
        Places section = sections.get(kind);
        int last = section.offsets.size() - 1;
        if (last >= 0 && section.offsets.get(last) == offset) {
            section.tokens.set(last, token);
        } else {
            section.add(offset, token);
        }
    }

    /** The body of a function begins. */
    void beginBody() {
        body = new Places();
        inBody = true;
    }

    /** An instruction begins; told in constant expressions too, which are found as part of their fields. */
    void instruction(int offset, int token) {
        if (inBody) {
            body.add(offset, token);
        }
    }

    /** The body was written at an offset of the code section. */
    void endBody(int start) {
        inBody = false;
        for (int i = 0; i < body.offsets.size(); i++) {
            entry(SectionKind.CODE, start + body.offsets.get(i), body.tokens.get(i));
        }
    }

    /** The entries of a section were written at an offset of the binary. */
    void placed(SectionKind kind, int start) {
        Places section = sections.get(kind);
        for (int i = 0; i < section.offsets.size(); i++) {
            binary.add(start + section.offsets.get(i), section.tokens.get(i));
        }
    }

    /** The token that the byte at an offset of the binary comes from, -1 if none does. */
    public int token(long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            return -1;
        }
        int found = binary.offsets.search((int) offset);
        int before = found >= 0 ? found : -found - 2;
        return before < 0 ? -1 : binary.tokens.get(before);
    }
}
