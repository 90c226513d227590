package dev.vespula.text.parser;

/** Everything that identifiers and type uses of one module refer to. */
final class ModuleScope {

    final Cursor cursor;
    final IndexSpace types = new IndexSpace("type");
    final IndexSpace functions = new IndexSpace("func");
    final IndexSpace tables = new IndexSpace("table");
    final IndexSpace memories = new IndexSpace("memory");
    final IndexSpace globals = new IndexSpace("global");
    final IndexSpace tags = new IndexSpace("tag");
    final IndexSpace elems = new IndexSpace("elem segment");
    final IndexSpace datas = new IndexSpace("data segment");
    final TypeTable typeTable = new TypeTable();
    final TypeParser typeParser;
    final LocalScope locals = new LocalScope();
    final LabelScope labels = new LabelScope();
    /** Whether some instruction names a data segment: the binary then needs a data count section. */
    boolean usesDataSegments;
    /** Where the binary comes from, or null if nobody wants to know. */
    final BinaryPlaces places;

    ModuleScope(Cursor cursor, BinaryPlaces places) {
        this.cursor = cursor;
        this.places = places;
        this.typeParser = new TypeParser(cursor, types, typeTable);
    }
}
