// Paragraphs as a JSON list on standard input; their HTML as a JSON list on standard output. Argument: the CJK
// extension, on or off.
package main

import (
	"bytes"
	"encoding/json"
	"os"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	options := []goldmark.Option{}
	if os.Args[1] == "on" {
		options = append(options, goldmark.WithExtensions(extension.CJK))
	}
	renderer := goldmark.New(options...)
	pages := make([]string, len(texts))
	for i, text := range texts {
		var page bytes.Buffer
		if err := renderer.Convert([]byte(text), &page); err != nil {
			panic(err)
		}
		pages[i] = page.String()
	}
	if err := json.NewEncoder(os.Stdout).Encode(pages); err != nil {
		panic(err)
	}
}
