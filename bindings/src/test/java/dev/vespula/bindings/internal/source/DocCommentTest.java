package dev.vespula.bindings.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts of strangers in comments. */
class DocCommentTest {
    @Test
    void nothingInATextMeansAnythingToJavadocOrTheCompiler() {
        assertThat(DocComment.ofText("a */ b \\u002a/ <i> & {@link X}\n@see\u202e").lines()).containsExactly(
                "a *&#47; b &#92;u002a/ &lt;i&gt; &amp; &#123;&#64;link X&#125;", "&#64;see?");
    }

    @Test
    void codeIsCode() {
        assertThat(DocComment.ofText("`list<u8>` and `{` and `*/`").lines()).containsExactly(
                "{@code list<u8>} and <code>&#123;</code> and <code>*&#47;</code>");
    }

    @Test
    void paragraphsAreParagraphs() {
        assertThat(DocComment.ofText("\n one\n two\n\n\n three\n").lines()).containsExactly("one", " two", "", "<p> three");
        assertThat(DocComment.ofText("  ").isEmpty()).isTrue();
    }

    @Test
    void tagsStandBehindAnEmptyLine() {
        assertThat(DocComment.ofText("one").withTag("@since 1").withTag("@deprecated").lines()).containsExactly("one", "",
                "@since 1",
                "@deprecated");
        assertThat(DocComment.NONE.withTag("@since 1").lines()).containsExactly("@since 1");
    }
}
