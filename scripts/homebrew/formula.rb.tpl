# The formula of the tap; jreleaser.yml has what is put in.
class {{brewFormulaName}} < Formula
  desc "{{projectDescription}}"
  homepage "{{projectLinkHomepage}}"
  url "{{distributionUrl}}"
  sha256 "{{distributionChecksumSha256}}"
  license "{{projectLicense}}"

  depends_on "openjdk"

  def install
    libexec.install Dir["*"]
    # Homebrew's JDK is not on the path.
    (bin/"vespula").write_env_script libexec/"bin/vespula", Language::Java.overridable_java_home_env
    man1.install libexec/"share/man/man1/vespula.1"
    bash_completion.install libexec/"share/bash-completion/completions/vespula"
    zsh_completion.install libexec/"share/zsh/site-functions/_vespula"
    fish_completion.install libexec/"share/fish/vendor_completions.d/vespula.fish"
  end

  test do
    assert_match "{{projectVersion}}", shell_output("#{bin}/vespula --version")
    assert_equal "12\n", shell_output("#{bin}/vespula run --invoke gcd #{libexec}/examples/numbers.wasm 48 36")
  end
end
