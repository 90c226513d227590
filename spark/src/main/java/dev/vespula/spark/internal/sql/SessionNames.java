package dev.vespula.spark.internal.sql;

import dev.vespula.spark.WasmFunctionCatalog;
import dev.vespula.spark.internal.function.WasmUnboundFunction;
import dev.vespula.udf.FunctionKind;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Generator;
import org.apache.spark.sql.catalyst.expressions.Inline;
import org.apache.spark.sql.catalyst.expressions.V2ExpressionUtils;
import org.apache.spark.sql.catalyst.expressions.aggregate.V2Aggregator;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.internal.SessionState;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** Functions by plain names, as those that a session registers; and the catalogs of a session. */
public final class SessionNames {
    private final SessionState state;

    public SessionNames(SparkSession session) {
        this.state = session.sessionState();
    }

    /** Whether a function has the name: one of Spark, or of this session. */
    public boolean isTaken(String name) {
        return state.catalog().lookupBuiltinOrTempFunction(name).isDefined()
                || state.catalog().lookupBuiltinOrTempTableFunction(name).isDefined();
    }

    /** Whether it is a function of a module that has the name. */
    public boolean isOurs(String name) {
        Option<ExpressionInfo> known = state.catalog().lookupBuiltinOrTempFunction(name);
        return known.isDefined() && known.get().getClassName().equals(Builder.class.getCanonicalName());
    }

    /**
     * Gives a function a name, in place of what the session had by it. Table functions have it in FROM, too.
     *
     * @throws IllegalArgumentException if Spark has a function of that name: which of them it would call depends on its version
     */
    public void put(String name, WasmUnboundFunction function) {
        Option<ExpressionInfo> known = state.catalog().lookupBuiltinOrTempFunction(name);
        if (known.isDefined() && known.get().getSource().equals("built-in")) {
            throw new IllegalArgumentException(name + " is the name of a function of Spark");
        }
        state.functionRegistry().createOrReplaceTempFunction(name, new Builder(function), "java_udf");
        if (function.use().function().kind() == FunctionKind.TABLE) {
            state.tableFunctionRegistry().createOrReplaceTempFunction(name, new TableBuilder(new Builder(function)),
                    "java_udf");
        }
    }

    /** Takes a name from a function. */
    public void remove(String name) {
        // Once for each of two registries: the first that has the name is all that one call looks at.
        state.catalog().dropTempFunction(name, true);
        state.catalog().dropTempFunction(name, true);
    }

    /** The catalog of that name, if there is one and it is ours. */
    public @Nullable WasmFunctionCatalog catalog(String name) {
        // CatalogManager is a class in Spark 3.5, and an interface in 4.2.
        try {
            Object manager = SessionState.class.getMethod("catalogManager").invoke(state);
            Class<?> type = SessionState.class.getMethod("catalogManager").getReturnType();
            boolean isThere = (boolean) type.getMethod("isCatalogRegistered", String.class).invoke(manager, name);
            Object catalog = isThere ? type.getMethod("catalog", String.class).invoke(manager, name) : null;
            return catalog instanceof WasmFunctionCatalog ours ? ours : null;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the catalog " + name + " cannot be had: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Spark is not known", e);
        }
    }

    /** Makes an expression of a call. */
    private static final class Builder extends AbstractFunction1<Seq<Expression>, Expression> {
        private final WasmUnboundFunction function;

        Builder(WasmUnboundFunction function) {
            this.function = function;
        }

        @Override
        public Expression apply(Seq<Expression> arguments) {
            BoundFunction bound;
            try {
                bound = function.bind(types(arguments));
            } catch (UnsupportedOperationException e) {
                throw unchecked(QueryCompilationErrors.functionCannotProcessInputError(function, arguments, e));
            }
            if (bound instanceof AggregateFunction<?, ?> aggregate) {
                return aggregator(aggregate, arguments);
            }
            Expression call = V2ExpressionUtils.resolveScalarFunction((ScalarFunction<?>) bound, arguments);
            return function.use().function().kind() == FunctionKind.TABLE ? new Inline(call) : call;
        }

        private static <S extends Serializable, R> Expression aggregator(AggregateFunction<S, R> function,
                Seq<Expression> arguments) {
            return new V2Aggregator<>(function, arguments, 0, 0);
        }

        private static StructType types(Seq<Expression> arguments) {
            List<StructField> fields = new ArrayList<>();
            for (Expression argument : CollectionConverters.asJava(arguments)) {
                fields.add(new StructField("_" + fields.size(), argument.dataType(), argument.nullable(), Metadata.empty()));
            }
            return new StructType(fields.toArray(StructField[]::new));
        }

        /** Scala knows no checked exceptions. */
        @SuppressWarnings("unchecked")
        private static <E extends Throwable> RuntimeException unchecked(Throwable e) throws E {
            throw (E) e;
        }
    }

    /** Makes a relation of a call. */
    private static final class TableBuilder extends AbstractFunction1<Seq<Expression>, LogicalPlan> {
        private final Builder builder;

        TableBuilder(Builder builder) {
            this.builder = builder;
        }

        @Override
        public LogicalPlan apply(Seq<Expression> arguments) {
            Generator rows = (Generator) builder.apply(arguments);
            return new Generate(rows, none(), false, Option.empty(), none(), new OneRowRelation());
        }

        private static <T> Seq<T> none() {
            return CollectionConverters.asScala(List.<T>of()).toSeq();
        }
    }
}
