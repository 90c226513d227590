package dev.vespula.text.parser;

import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.TypeDefinition;
import java.util.List;

/**
 * Where in a text the definitions of a component's binary come from. The text and the binary that was made of it have the same
 * definitions in the same order, so the two models tell.
 */
public final class ComponentPlaces {
    /** Ascending, since definitions stand one behind the other and within one another. */
    private final IntList binary = new IntList();
    private final IntList text = new IntList();

    /**
     * Pairs definitions.
     *
     * @param text   as it was parsed
     * @param binary as it was decoded
     */
    public ComponentPlaces(ComponentModel text, ComponentModel binary) {
        add(text, binary);
    }

    private void add(ComponentModel from, ComponentModel to) {
        List<Definition> written = definitions(from);
        List<Definition> read = definitions(to);
        for (int i = 0; i < read.size(); i++) {
            add(written.get(i).offset(), read.get(i).offset());
            // One that stands there as a binary or in quotes has no places in this text.
            if (written.get(i) instanceof Definition.OfComponent nested && nested.component().offset() > 0) {
                add(nested.component(), ((Definition.OfComponent) read.get(i)).component());
            } else if (written.get(i) instanceof Definition.OfType type) {
                add(type.type(), ((Definition.OfType) read.get(i)).type());
            }
        }
    }

    /** Without custom sections, of which nothing is refused: names that the text has as one are no definition for the decoder. */
    private static List<Definition> definitions(ComponentModel component) {
        return component.definitions().stream().filter(one -> !(one instanceof Definition.OfCustomSection)).toList();
    }

    private void add(TypeDefinition from, TypeDefinition to) {
        List<Declaration> written = declarations(from);
        List<Declaration> read = declarations(to);
        for (int i = 0; i < read.size(); i++) {
            add(written.get(i).offset(), read.get(i).offset());
            if (written.get(i) instanceof Declaration.OfType type) {
                add(type.type(), ((Declaration.OfType) read.get(i)).type());
            }
        }
    }

    private static List<Declaration> declarations(TypeDefinition type) {
        if (type instanceof TypeDefinition.OfComponent component) {
            return component.declarations();
        }
        return type instanceof TypeDefinition.OfInstance instance ? instance.declarations() : List.of();
    }

    private void add(int from, int to) {
        text.add(from);
        binary.add(to);
    }

    /** Where in the text the definition begins that the byte at an offset of the binary is of; -1 if it is of none. */
    public int offset(long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            return -1;
        }
        int found = binary.search((int) offset);
        int before = found >= 0 ? found : -found - 2;
        return before < 0 ? -1 : text.get(before);
    }
}
