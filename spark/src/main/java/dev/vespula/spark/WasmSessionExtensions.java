package dev.vespula.spark;

import dev.vespula.spark.internal.sql.StatementParser;
import dev.vespula.spark.internal.sql.WasmStatement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.execution.command.ExternalCommandExecutor;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Map$;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Statements of SQL for functions, in sessions with the setting
 * {@code spark.sql.extensions=dev.vespula.spark.WasmSessionExtensions}:
 *
 * <pre>
 * CREATE [OR REPLACE] [TEMPORARY] WASM FUNCTION [IF NOT EXISTS] name [AS 'export'] USING 'path' [OPTIONS (option 'value', ..)]
 * DROP [TEMPORARY] WASM FUNCTION [IF EXISTS] name
 * </pre>
 *
 * <p>A plain name is one of the session; a name of several parts is one of a {@link WasmFunctionCatalog}, which the first part names. Both
 * are there until the session ends, with TEMPORARY or without. Options are those of {@link WasmFunctionCatalog}; LIMITS is another word
 * for OPTIONS. All other statements go to Spark's parser, or that of another extension.
 *
 * <pre>{@code
 * SparkSession spark = SparkSession.builder().config("spark.sql.extensions", WasmSessionExtensions.class.getName()).getOrCreate();
 * spark.sql("CREATE WASM FUNCTION gcd USING 'numbers.wasm' LIMITS (fuelPerRow 10000)");
 * }</pre>
 *
 * <p>Wrong statements are {@link IllegalArgumentException}s that name the place; a module that cannot be had is an
 * {@link dev.vespula.udf.UdfException}.
 */
public final class WasmSessionExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    /** For Spark. */
    public WasmSessionExtensions() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        extensions.injectParser(new AbstractFunction2<SparkSession, ParserInterface, ParserInterface>() {
            @Override
            public ParserInterface apply(SparkSession session, ParserInterface parser) {
                // A proxy: the interface has other methods in each version of Spark.
                return (ParserInterface) Proxy.newProxyInstance(ParserInterface.class.getClassLoader(), new Class<?>[] {
                    ParserInterface.class}, new Parser(session, parser));
            }
        });
        return BoxedUnit.UNIT;
    }

    /** Looks at whole statements, and leaves everything else to another parser. */
    private record Parser(SparkSession session, ParserInterface next) implements InvocationHandler {
        private static final Set<String> STATEMENTS = Set.of("parsePlan", "parsePlanWithParameters");

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (arguments != null && STATEMENTS.contains(method.getName())) {
                String text = (String) arguments[0];
                Optional<WasmStatement> statement = StatementParser.parse(text);
                if (statement.isPresent()) {
                    return new ExternalCommandExecutor(new StatementRunner(session, statement.get()), text, Map$.MODULE$
                            .empty());
                }
            }
            try {
                return method.invoke(next, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
