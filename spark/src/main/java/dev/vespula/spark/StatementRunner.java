package dev.vespula.spark;

import dev.vespula.spark.internal.function.WasmUnboundFunction;
import dev.vespula.spark.internal.module.ModuleOptions;
import dev.vespula.spark.internal.module.StoredModule;
import dev.vespula.spark.internal.sql.Registration;
import dev.vespula.spark.internal.sql.SessionNames;
import dev.vespula.spark.internal.sql.WasmStatement;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.ExternalCommandRunner;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** Runs a statement, when Spark runs the plan that was made of it: not when it is parsed. */
final class StatementRunner implements ExternalCommandRunner {
    private final SparkSession session;
    private final WasmStatement statement;

    StatementRunner(SparkSession session, WasmStatement statement) {
        this.session = session;
        this.statement = statement;
    }

    @Override
    public String[] executeCommand(String command, CaseInsensitiveStringMap options) {
        if (statement instanceof WasmStatement.Create create) {
            create(create);
        } else {
            drop((WasmStatement.Drop) statement);
        }
        return new String[0];
    }

    private void create(WasmStatement.Create create) {
        Place place = place(create.name());
        if (place.isTaken()) {
            switch (create.existing()) {
                case KEEP -> {
                    return;
                }
                case REFUSE -> throw new IllegalArgumentException("there is a function " + place.text() + " already");
                case REPLACE -> {}
            }
        }
        ModuleOptions options = ModuleOptions.of(create.options());
        StoredModule stored = StoredModule.of(session.sparkContext(), create.path(), options);
        Registration module = new Registration(session.sparkContext(), place.text(), stored, options.determinism());
        place.put(module.function(module.udfs().function(create.export())));
    }

    private void drop(WasmStatement.Drop drop) {
        Place place = place(drop.name());
        if (!place.remove() && drop.missing() == WasmStatement.Missing.REFUSE) {
            throw new IllegalArgumentException("there is no Wasm function " + place.text());
        }
    }

    private Place place(List<String> name) {
        SessionNames names = new SessionNames(session);
        if (name.size() == 1) {
            return new PlainName(names, name.get(0));
        }
        WasmFunctionCatalog catalog = names.catalog(name.get(0));
        if (catalog == null) {
            throw new IllegalArgumentException("the session has no catalog " + name.get(0) + " of the class "
                    + WasmFunctionCatalog.class.getName());
        }
        String[] namespace = name.subList(1, name.size() - 1).toArray(String[]::new);
        return new CatalogName(catalog, namespace, name.get(name.size() - 1), String.join(".", name));
    }

    /** Where a function has its name. */
    private interface Place {
        String text();

        boolean isTaken();

        void put(WasmUnboundFunction function);

        boolean remove();
    }

    private record PlainName(SessionNames names, String text) implements Place {
        @Override
        public boolean isTaken() {
            return names.isTaken(text);
        }

        @Override
        public void put(WasmUnboundFunction function) {
            names.put(text, function);
        }

        @Override
        public boolean remove() {
            boolean isOurs = names.isOurs(text);
            if (isOurs) {
                names.remove(text);
            }
            return isOurs;
        }
    }

    private record CatalogName(WasmFunctionCatalog catalog, String[] namespace, String name, String text) implements Place {
        @Override
        public boolean isTaken() {
            return catalog.has(namespace, name);
        }

        @Override
        public void put(WasmUnboundFunction function) {
            catalog.add(namespace, name, function);
        }

        @Override
        public boolean remove() {
            return catalog.remove(namespace, name);
        }
    }
}
