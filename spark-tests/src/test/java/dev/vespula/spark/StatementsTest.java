package dev.vespula.spark;

import static dev.vespula.spark.Sessions.SPARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL alone: statements, and catalogs by configuration. */
class StatementsTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Files.write(folder.resolve("stmt-numbers.wasm"), Guests.bytes("numbers"));
        Files.write(folder.resolve("stmt-mean.wasm"), Guests.bytes("mean"));
    }

    private static String numbers() {
        return folder.resolve("stmt-numbers.wasm").toString();
    }

    @Test
    void aFunctionIsMadeAndDropped() {
        SPARK.sql("CREATE WASM FUNCTION common AS 'gcd' USING '" + numbers() + "' LIMITS (fuelPerRow 10000)");
        assertThat(Sessions.<Long>value("SELECT sum(common(id, 6)) FROM range(13)")).isEqualTo(36L);
        assertThatThrownBy(() -> SPARK.sql("CREATE WASM FUNCTION common AS 'gcd' USING '" + numbers() + "'"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("there is a function common already");
        SPARK.sql("CREATE WASM FUNCTION IF NOT EXISTS common AS 'nonsense' USING 'nowhere'");
        SPARK.sql("create or replace temporary wasm function common as 'add' using '" + numbers() + "';");
        assertThat(Sessions.<Long>value("SELECT common(2, 3)")).isEqualTo(5);
        SPARK.sql("DROP TEMPORARY WASM FUNCTION common");
        assertThatThrownBy(() -> SPARK.sql("SELECT common(2, 3)")).isInstanceOf(AnalysisException.class);
        assertThatThrownBy(() -> SPARK.sql("DROP WASM FUNCTION common")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SPARK.sql("DROP WASM FUNCTION upper")).isInstanceOf(IllegalArgumentException.class);
        SPARK.sql("DROP WASM FUNCTION IF EXISTS common");
    }

    @Test
    void anAggregateByItsSignature() {
        SPARK.sql("-- the mean\nCREATE WASM FUNCTION mittel AS \"mean\" USING '" + folder.resolve("stmt-mean.wasm")
                + "' OPTIONS (signatures = 'aggregate mean(float64) -> float64', memory 64k)");
        assertThat(Sessions.<Double>value("SELECT mittel(id) FROM range(11)")).isEqualTo(5.0);
    }

    @Test
    void aCatalogByConfiguration() {
        SPARK.conf().set("spark.sql.catalog.wasm", WasmFunctionCatalog.class.getName());
        SPARK.conf().set("spark.sql.catalog.wasm.module.numbers", folder.toUri() + "stmt-numbers.wasm");
        SPARK.conf().set("spark.sql.catalog.wasm.module.stats", folder.resolve("stmt-mean.wasm").toString());
        SPARK.conf().set("spark.sql.catalog.wasm.module.stats.signatures", "aggregate mean(float64) -> float64");
        SPARK.conf().set("spark.sql.catalog.wasm.fuelPerRow", "1m");
        assertThat(Sessions.<Long>value("SELECT sum(wasm.numbers.gcd(id, 6)) FROM range(13)")).isEqualTo(36L);
        assertThat(Sessions.<Double>value("SELECT wasm.Stats.MEAN(id) FROM range(11)")).isEqualTo(5.0);
        SPARK.sql("CREATE WASM FUNCTION wasm.more.common AS 'gcd' USING '" + numbers() + "'");
        assertThat(Sessions.<Long>value("SELECT wasm.more.common(48, 36)")).isEqualTo(12);
        SPARK.sql("DROP WASM FUNCTION wasm.more.common");
        assertThatThrownBy(() -> SPARK.sql("SELECT wasm.more.common(48, 36)")).isInstanceOf(AnalysisException.class);
        assertThatThrownBy(() -> SPARK.sql("CREATE WASM FUNCTION nocatalog.gcd USING '" + numbers() + "'"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no catalog nocatalog");
    }

    @Test
    void aModuleByItsPath() {
        WasmFunctions stored = WasmFunctions.register(SPARK, "stored", numbers(), Map.of("fuelPerRow", "10_000".replace("_",
                "")));
        assertThat(Sessions.<Long>value("SELECT sum(stored.gcd(id, 6)) FROM range(13)")).isEqualTo(36L);
        assertThat(stored.functions()).hasSizeGreaterThan(10);
        assertThatThrownBy(() -> WasmFunctions.register(SPARK, "stored", "/no/such/file.wasm", Map.of()))
                .isInstanceOfSatisfying(
                        UdfException.class, e -> assertThat(e.kind()).isEqualTo(UdfErrorKind.MISSING_MODULE));
        assertThatThrownBy(() -> WasmFunctions.register(SPARK, "stored", numbers(), Map.of("fuel", "1")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("there is no option 'fuel'");
        assertThatThrownBy(() -> WasmFunctions.register(SPARK, "stored", numbers(), Map.of("memory", "much")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("memory");
    }

    /** An executor whose file is another one, or gone. */
    @Test
    void aModuleThatIsMissingOnAnExecutorIsNamed() throws IOException {
        Path lost = Files.write(folder.resolve("stmt-lost.wasm"), Guests.bytes("numbers"));
        dev.vespula.spark.internal.module.ModuleOptions options = dev.vespula.spark.internal.module.ModuleOptions.of(Map.of(
                "fuelPerRow",
                "77"));
        dev.vespula.spark.internal.module.StoredModule known = dev.vespula.spark.internal.module.StoredModule.of(SPARK
                .sparkContext(), lost
                        .toString(), options);
        dev.vespula.spark.internal.module.StoredModule changed = new dev.vespula.spark.internal.module.StoredModule(known
                .place(),
                "0".repeat(64), options);
        assertThatThrownBy(changed::udfs).isInstanceOfSatisfying(UdfException.class, e -> {
            assertThat(e.kind()).isEqualTo(UdfErrorKind.MISSING_MODULE);
            assertThat(e).hasMessageContaining("stmt-lost.wasm").hasMessageContaining("another module");
        });
        Files.delete(Path.of(org.apache.spark.SparkFiles.get("stmt-lost.wasm")));
        assertThatThrownBy(changed::udfs).isInstanceOfSatisfying(UdfException.class, e -> assertThat(e.kind())
                .isEqualTo(UdfErrorKind.MISSING_MODULE)).hasMessageContaining("not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE WASM FUNCTION", "CREATE WASM FUNCTION f", "CREATE WASM FUNCTION f USING",
        "CREATE WASM FUNCTION f USING x",
        "CREATE WASM FUNCTION f USING 'x", "CREATE WASM FUNCTION f USING 'x' LIMITS",
        "CREATE WASM FUNCTION f USING 'x' LIMITS (a)",
        "CREATE WASM FUNCTION f USING 'x' LIMITS (a 1, A 2)", "CREATE WASM FUNCTION f USING 'x' more",
        "CREATE WASM FUNCTION f..g USING 'x'",
        "CREATE OR REPLACE WASM FUNCTION IF NOT EXISTS f USING 'x'", "CREATE TEMP WASM FUNCTION a.b USING 'x'",
        "DROP WASM FUNCTION",
        "DROP WASM FUNCTION IF f", "DROP WASM FUNCTION f g"})
    void wrongStatementsSayWhere(String statement) {
        assertThatThrownBy(() -> SPARK.sql(statement)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected at character");
    }

    @Test
    void everythingElseIsSparks() {
        assertThatThrownBy(() -> SPARK.sql("CREATE WASM TABLE t")).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> SPARK.sql("CREATE OR")).isInstanceOf(ParseException.class);
        assertThat(Sessions.<Integer>value("SELECT 1 AS wasm")).isEqualTo(1);
        SPARK.sql("CREATE TEMPORARY VIEW wasm_view AS SELECT 1");
        SPARK.sql("DROP VIEW wasm_view");
    }

    @Test
    void aStatementThatIsOnlyParsedDoesNothing() throws ParseException {
        SPARK.sessionState().sqlParser().parsePlan("CREATE WASM FUNCTION onlyparsed AS 'gcd' USING '" + numbers() + "'");
        assertThatThrownBy(() -> SPARK.sql("SELECT onlyparsed(1, 2)")).isInstanceOf(AnalysisException.class);
    }
}
