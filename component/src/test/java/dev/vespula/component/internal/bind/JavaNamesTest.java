package dev.vespula.component.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What names of WIT are in Java. */
class JavaNamesTest {

    @ParameterizedTest
    @CsvSource({"get-size, getSize, GetSize, GET_SIZE", "x, x, X, X", "URL-parse, urlParse, UrlParse, URL_PARSE",
        "a-1b, a1b, A1b, A_1B", "default, default_, Default, DEFAULT", "to-string, toString_, ToString, TO_STRING",
        "get-class, getClass_, GetClass, GET_CLASS", "wait, wait_, Wait, WAIT"})
    void labels(String label, String camel, String pascal, String constant) {
        assertThat(JavaNames.camel(label)).isEqualTo(camel);
        assertThat(JavaNames.pascal(label)).isEqualTo(pascal);
        assertThat(JavaNames.constant(label)).isEqualTo(constant);
    }

    @ParameterizedTest
    @CsvSource({"say-it, , say-it, sayIt", "[constructor]my-file, , [constructor]my-file, newMyFile",
        "[static]my-file.merge-all, , [static]my-file.merge-all, myFileMergeAll", "[method]my-file.size, my-file, size, size",
        "[method]my-file.close, my-file, close, close_", "close, , close, close"})
    void functions(String full, String resource, String label, String java) {
        assertThat(FunctionName.of(full)).isEqualTo(new FunctionName(full, resource, label, java));
    }
}
