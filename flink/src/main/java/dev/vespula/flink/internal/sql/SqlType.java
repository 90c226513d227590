package dev.vespula.flink.internal.sql;

import dev.vespula.udf.Field;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.UdfType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/** A type of functions as SQL has it: which data type it is, and how values go over. */
public sealed interface SqlType permits SqlType.Flat, SqlType.Elements, SqlType.Fields {

    /** The data type, with nulls, and the class in which generated code hands values over. */
    DataType dataType();

    /** A value of SQL as functions take it; null is not given. */
    Object toFunction(Object value);

    /** What a function returned as SQL has it; null is not given. */
    Object toSql(Object value);

    /** The type of SQL for a type of functions. */
    static SqlType of(UdfType type) {
        UdfType present = type.present();
        if (present instanceof UdfType.ListOf list) {
            return new Elements(of(list.element()));
        }
        if (present instanceof UdfType.StructOf struct) {
            return new Fields(names(struct.fields()), types(struct.fields()));
        }
        return new Flat((FlatType) present);
    }

    /** The types of fields or columns. */
    static List<SqlType> types(List<Field> fields) {
        return fields.stream().map(field -> of(field.type())).toList();
    }

    /** Their names; those that have none are called f0, f1 and so on. */
    static List<String> names(List<Field> fields) {
        List<String> names = new ArrayList<>();
        for (Field field : fields) {
            names.add(field.name().isEmpty() ? "f" + names.size() : field.name());
        }
        return names;
    }

    /** As {@link #toFunction}, with nulls. */
    default @Nullable Object orNullToFunction(@Nullable Object value) {
        return value == null ? null : toFunction(value);
    }

    /** As {@link #toSql}, with nulls. */
    default @Nullable Object orNullToSql(@Nullable Object value) {
        return value == null ? null : toSql(value);
    }

    /** A single value. */
    record Flat(FlatType type) implements SqlType {
        @Override
        public DataType dataType() {
            return FlatTypes.dataType(type);
        }

        @Override
        public Object toFunction(Object value) {
            return FlatTypes.toFunction(type, value);
        }

        @Override
        public Object toSql(Object value) {
            return FlatTypes.toSql(type, value);
        }
    }

    /** An array, as a list. */
    record Elements(SqlType element) implements SqlType {
        @Override
        public DataType dataType() {
            return DataTypes.ARRAY(element.dataType()).bridgedTo(List.class);
        }

        @Override
        public Object toFunction(Object value) {
            List<@Nullable Object> elements = new ArrayList<>();
            ((List<?>) value).forEach(one -> elements.add(element.orNullToFunction(one)));
            return elements;
        }

        @Override
        public Object toSql(Object value) {
            List<@Nullable Object> elements = new ArrayList<>();
            ((List<?>) value).forEach(one -> elements.add(element.orNullToSql(one)));
            return elements;
        }
    }

    /** A row. */
    record Fields(List<String> names, List<SqlType> types) implements SqlType {
        @Override
        public DataType dataType() {
            List<DataTypes.Field> fields = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                fields.add(DataTypes.FIELD(names.get(i), types.get(i).dataType()));
            }
            return DataTypes.ROW(fields);
        }

        @Override
        public Object toFunction(Object value) {
            List<@Nullable Object> fields = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                fields.add(types.get(i).orNullToFunction(((Row) value).getField(i)));
            }
            return fields;
        }

        @Override
        public Row toSql(Object value) {
            Row row = new Row(types.size());
            for (int i = 0; i < types.size(); i++) {
                row.setField(i, types.get(i).orNullToSql(((List<?>) value).get(i)));
            }
            return row;
        }
    }
}
