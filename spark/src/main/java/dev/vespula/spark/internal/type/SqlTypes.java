package dev.vespula.spark.internal.type;

import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfType;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Types of functions as types of SQL. */
public final class SqlTypes {
    /** What SQL has for a decimal of which nothing is known. */
    private static final DecimalType ANY_DECIMAL = DataTypes.createDecimalType(38, 18);
    /** All of {@code uint64}. */
    private static final DecimalType UINT64 = DataTypes.createDecimalType(20, 0);

    private SqlTypes() {}

    /** The type of a result, or of a parameter for which any other was given. */
    public static DataType of(UdfType type) {
        UdfType present = type.present();
        if (present instanceof UdfType.ListOf list) {
            return DataTypes.createArrayType(of(list.element()), true);
        }
        if (present instanceof UdfType.StructOf struct) {
            return struct(struct.fields());
        }
        return switch (present.flat()) {
            case BOOLEAN -> DataTypes.BooleanType;
            case INT8 -> DataTypes.ByteType;
            case UINT8, INT16 -> DataTypes.ShortType;
            case UINT16, INT32 -> DataTypes.IntegerType;
            case UINT32, INT64, TIME64 -> DataTypes.LongType;
            case UINT64 -> UINT64;
            case FLOAT32 -> DataTypes.FloatType;
            case FLOAT64 -> DataTypes.DoubleType;
            case STRING, JSON -> DataTypes.StringType;
            case BINARY -> DataTypes.BinaryType;
            case DECIMAL -> ANY_DECIMAL;
            case DATE32 -> DataTypes.DateType;
            case TIMESTAMP -> DataTypes.TimestampNTZType;
        };
    }

    private static StructType struct(List<Field> fields) {
        StructField[] sql = new StructField[fields.size()];
        for (int i = 0; i < sql.length; i++) {
            Field field = fields.get(i);
            String name = field.name().isEmpty() ? "col" + (i + 1) : field.name();
            sql[i] = new StructField(name, of(field.type()), true, Metadata.empty());
        }
        return new StructType(sql);
    }

    /** The rows that a table function returns. */
    public static StructType columns(Signature function) {
        return struct(function.columns());
    }

    /** The type that is wanted for a parameter where there is an argument of the given one: that, if no cast is needed. */
    public static DataType parameter(UdfType type, DataType given) {
        boolean isTaken = type.isFlat() && switch (type.flat()) {
            case DECIMAL -> given instanceof DecimalType;
            // Microseconds both: of a cast between them the time zone of the session would be a part.
            case TIMESTAMP -> given.equals(DataTypes.TimestampType);
            case STRING, JSON -> given.typeName().equals(DataTypes.StringType.typeName());
            default -> false;
        };
        return isTaken ? given : of(type);
    }

    /** The type of the result, if the parameters have these: timestamps stay of the kind that was given. */
    public static DataType result(Signature function, DataType[] params) {
        UdfType type = function.result();
        if (type.present() == FlatType.TIMESTAMP) {
            for (DataType param : params) {
                if (param.equals(DataTypes.TimestampType)) {
                    return param;
                }
            }
        }
        return of(type);
    }

    /** What values are in Java where Spark calls methods by types. */
    public static Class<?> javaClass(DataType type) {
        if (type instanceof DecimalType) {
            return Decimal.class;
        }
        return switch (type.typeName()) {
            case "boolean" -> boolean.class;
            case "byte", "tinyint" -> byte.class;
            case "short", "smallint" -> short.class;
            case "integer", "date" -> int.class;
            case "long", "bigint", "timestamp", "timestamp_ntz" -> long.class;
            case "float" -> float.class;
            case "double" -> double.class;
            case "string" -> UTF8String.class;
            case "binary" -> byte[].class;
            default -> Object.class;
        };
    }

    /** Whether values go to the function as Spark has them: the same storage, and no other range. */
    public static boolean isSame(UdfType type) {
        return type.isFlat() && switch (type.flat()) {
            case INT32, INT64, FLOAT32, FLOAT64, STRING, JSON, BINARY, DATE32, TIME64, TIMESTAMP -> true;
            case BOOLEAN, INT8, UINT8, INT16, UINT16, UINT32, UINT64, DECIMAL -> false;
        };
    }
}
