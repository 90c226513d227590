package dev.vespula.text.parser;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.syntax.ExternWords;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Everything that identifiers and type uses of one module refer to. */
final class ModuleScope {
    final Cursor cursor;
    final TypeTable typeTable = new TypeTable();
    final TypeParser typeParser;
    /** Parameters and locals of the function being parsed. */
    final IndexSpace locals = new IndexSpace("local");
    final LabelScope labels;
    /** Whether some instruction names a data segment: the binary then needs a data count section. */
    boolean usesDataSegments;
    /** Where the binary comes from, or null if nobody wants to know. */
    final BinaryPlaces places;
    private final Map<Space, IndexSpace> spaces = new EnumMap<>(Space.class);

    ModuleScope(Cursor cursor, BinaryPlaces places) {
        this.cursor = cursor;
        this.places = places;
        this.labels = new LabelScope(cursor);
        for (Space space : Space.values()) {
            spaces.put(space, new IndexSpace(noun(space)));
        }
        spaces.put(Space.LOCAL, locals);
        spaces.put(Space.LABEL, labels);
        this.typeParser = new TypeParser(cursor, of(Space.TYPE), typeTable);
    }

    private static String noun(Space space) {
        return switch (space) {
            case FUNCTION -> "func";
            case ELEMENT -> "elem segment";
            case DATA -> "data segment";
            default -> space.name().toLowerCase(Locale.ROOT);
        };
    }

    IndexSpace of(Space space) {
        return spaces.get(space);
    }

    IndexSpace of(ExternKind kind) {
        return of(ExternWords.space(kind));
    }
}
