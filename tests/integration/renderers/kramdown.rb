# Paragraphs as a JSON list on standard input; their HTML, by Jekyll's parser, as a JSON list on standard output.
require "json"
require "kramdown"
require "kramdown-parser-gfm"

options = { input: "GFM", hard_wrap: false, smart_quotes: "apos,apos,quot,quot", auto_ids: false }
puts JSON.generate(JSON.parse($stdin.set_encoding("utf-8").read).map { |text| Kramdown::Document.new(text, options).to_html })
