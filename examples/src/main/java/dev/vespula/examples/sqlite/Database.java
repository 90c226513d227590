package dev.vespula.examples.sqlite;

import dev.vespula.Engine;
import dev.vespula.GuestAllocator;
import dev.vespula.GuestBuffer;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Prepared;
import dev.vespula.Store;
import dev.vespula.wasi.Wasi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A database of SQLite in memory, without native code: each has an instance of its own. Used by one thread at a time.
 *
 * <pre>{@code
 * try (Database db = Database.create()) {
 *     db.execute("create table city(name, people)");
 *     db.execute("insert into city values (?, ?)", "Bern", 134_000);
 *     List<Map<String, Object>> rows = db.query("select name from city where people > ?", 100_000);
 * }
 * }</pre>
 */
public final class Database implements AutoCloseable {
    private static final int OK = 0;
    private static final int ROW = 100;
    private static final int DONE = 101;
    private static final int INTEGER = 1;
    private static final int FLOAT = 2;
    private static final int TEXT = 3;
    private static final int BLOB = 4;
    /** Has SQLite copy what it is given. */
    private static final int TRANSIENT = -1;
    private static final int FREE_ON_CLOSE = 1;
    private static final int RESIZABLE = 2;

    /** All databases have the module and its code in common. */
    private static final Prepared<Void> SQLITE = prepare();

    private final Store<Void> store = new Store<>(SQLITE.module().engine());
    private final Sqlite sqlite;
    private final Memory memory;
    private final GuestAllocator allocator;
    private final int handle;

    private static Prepared<Void> prepare() {
        try {
            Engine engine = Engine.create();
            Linker<Void> linker = new Linker<>(engine);
            Wasi.builder().build().addTo(linker);
            return linker.prepare(SqliteModule.module(engine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Database() {
        Instance instance = SQLITE.instantiate(store).initialize();
        sqlite = instance.exports(Sqlite.class);
        memory = sqlite.memory();
        allocator = GuestAllocator.of(instance, "sqlite3_malloc", "sqlite3_free");
        try (GuestBuffer name = allocator.copyOfCString(":memory:"); GuestBuffer result = allocator.allocate(Integer.BYTES)) {
            check(sqlite.sqlite3Open(name.pointer(), result.pointer()));
            handle = result.view().readInt(0);
        }
    }

    /** An empty database. */
    public static Database create() {
        return new Database();
    }

    /** The database in a file of SQLite's format. */
    public static Database of(byte[] file) {
        Database database = new Database();
        try (GuestBuffer main = database.allocator.copyOfCString("main")) {
            int content = (int) database.allocator.copyOf(file).release();
            database.check(database.sqlite.sqlite3Deserialize(database.handle, main.pointer(), content, file.length,
                    file.length,
                    FREE_ON_CLOSE | RESIZABLE));
        }
        return database;
    }

    /** The database as a file of SQLite's format. */
    public byte[] toBytes() {
        try (GuestBuffer main = allocator.copyOfCString("main"); GuestBuffer size = allocator.allocate(Long.BYTES)) {
            int content = sqlite.sqlite3Serialize(handle, main.pointer(), size.pointer(), 0);
            try (GuestBuffer file = allocator.adopt(content, (int) size.view().readLong(0))) {
                return memory.read(file.address(), file.length());
            }
        }
    }

    /** Runs a statement, and gives the number of rows that it changed. */
    public long execute(String sql, Object... values) {
        query(sql, values);
        return sqlite.sqlite3Changes64(handle);
    }

    /**
     * Runs a statement, and gives its rows: for each column a Long, Double, String, byte[] or null.
     *
     * @throws DatabaseException if SQLite refuses it
     */
    public List<Map<String, Object>> query(String sql, Object... values) {
        int statement = prepare(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                check(bind(statement, i + 1, values[i]));
            }
            List<Map<String, Object>> rows = new ArrayList<>();
            int status = sqlite.sqlite3Step(statement);
            for (; status == ROW; status = sqlite.sqlite3Step(statement)) {
                rows.add(row(statement));
            }
            check(status == DONE ? OK : status);
            return rows;
        } finally {
            sqlite.sqlite3Finalize(statement);
        }
    }

    private int prepare(String sql) {
        try (GuestBuffer text = allocator.copyOf(sql); GuestBuffer result = allocator.allocate(Integer.BYTES)) {
            check(sqlite.sqlite3PrepareV2(handle, text.pointer(), text.length(), result.pointer(), 0));
            return result.view().readInt(0);
        }
    }

    private int bind(int statement, int index, Object value) {
        if (value == null) {
            return sqlite.sqlite3BindNull(statement, index);
        } else if (value instanceof Double || value instanceof Float) {
            return sqlite.sqlite3BindDouble(statement, index, ((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            return sqlite.sqlite3BindInt64(statement, index, number.longValue());
        } else if (value instanceof byte[] bytes) {
            try (GuestBuffer blob = allocator.copyOf(bytes)) {
                return sqlite.sqlite3BindBlob(statement, index, blob.pointer(), blob.length(), TRANSIENT);
            }
        }
        try (GuestBuffer text = allocator.copyOf(value.toString())) {
            return sqlite.sqlite3BindText(statement, index, text.pointer(), text.length(), TRANSIENT);
        }
    }

    private Map<String, Object> row(int statement) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int column = 0; column < sqlite.sqlite3ColumnCount(statement); column++) {
            String name = memory.readCString(sqlite.sqlite3ColumnName(statement, column));
            row.put(name, value(statement, column));
        }
        return row;
    }

    private Object value(int statement, int column) {
        return switch (sqlite.sqlite3ColumnType(statement, column)) {
            case INTEGER -> sqlite.sqlite3ColumnInt64(statement, column);
            case FLOAT -> sqlite.sqlite3ColumnDouble(statement, column);
            case TEXT -> {
                int text = sqlite.sqlite3ColumnText(statement, column);
                yield memory.readString(text, sqlite.sqlite3ColumnBytes(statement, column));
            }
            case BLOB -> {
                int blob = sqlite.sqlite3ColumnBlob(statement, column);
                yield memory.read(blob, sqlite.sqlite3ColumnBytes(statement, column));
            }
            default -> null;
        };
    }

    private void check(int status) {
        if (status != OK) {
            throw new DatabaseException(memory.readCString(sqlite.sqlite3Errmsg(handle)));
        }
    }

    /** Releases everything at once. */
    @Override
    public void close() {
        store.close();
    }
}
