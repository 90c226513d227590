/** Vectors of Apache Arrow for user-defined functions. */
module dev.vespula.udf.arrow {
    requires transitive dev.vespula.udf;
    requires transitive org.apache.arrow.vector;
    requires org.apache.arrow.memory.core;
    requires static org.jspecify;

    exports dev.vespula.udf.arrow;
}
