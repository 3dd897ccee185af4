// Checks a ledger's folder with Go's own golang.org/x/mod/sumdb: note.Open, tlog.CheckRecord, tlog.CheckTree and its
// reader of tiles. It also demands that each of them refuses once a byte is changed.
//
// Usage: verify FOLDER PROOFS, where PROOFS is a file with the verifier key, proofs that were made elsewhere, and an
// earlier checkpoint.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type proofs struct {
	Key     string
	Records []struct {
		Position int64
		Proof    []tlog.Hash
	}
	Earlier string
	Proof   []tlog.Hash
}

func main() {
	folder := os.Args[1]
	var given proofs
	must(json.Unmarshal(read(os.Args[2]), &given))
	signed := read(filepath.Join(folder, "checkpoint"))
	tree := opened(signed, given.Key)
	refusesAlteredNote(signed, given.Key)
	lines := bytes.Split(bytes.TrimSuffix(read(filepath.Join(folder, "entries.jsonl")), []byte("\n")), []byte("\n"))
	demand(int64(len(lines)) == tree.N, "one line for each entry")
	tiles := &tileFolder{path: folder, damaged: -1}
	for _, record := range given.Records {
		checkRecord(tree, tiles, record.Position, record.Proof, lines[record.Position])
	}
	if given.Earlier != "" {
		checkTree(tree, tiles, opened([]byte(given.Earlier), given.Key), given.Proof)
	}
	fmt.Printf("Go agrees: %d entries, %d of them proved one by one.\n", tree.N, len(given.Records))
}

// opened gives the tree that a signed checkpoint says.
func opened(signed []byte, key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	must(err)
	message, err := note.Open(signed, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(message.Text, "\n")
	demand(lines[0] == verifier.Name(), "the checkpoint is of the log of that key")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

func refusesAlteredNote(signed []byte, key string) {
	verifier, err := note.NewVerifier(key)
	must(err)
	end := bytes.Index(signed, []byte("\n\n"))
	for _, at := range []int{0, end / 2, end - 1, bytes.IndexByte(signed[end+2:], '\n') + end - 10} {
		_, err := note.Open(altered(signed, at), note.VerifierList(verifier))
		demand(err != nil, "a checkpoint with a changed byte is refused")
	}
}

func checkRecord(tree tlog.Tree, tiles *tileFolder, position int64, proof tlog.RecordProof, line []byte) {
	leaf := tlog.RecordHash(line)
	must(tlog.CheckRecord(proof, tree.N, tree.Hash, position, leaf))
	own, err := tlog.ProveRecord(tree.N, position, tlog.TileHashReader(tree, tiles))
	must(err)
	must(tlog.CheckRecord(own, tree.N, tree.Hash, position, leaf))
	demand(fmt.Sprint(own) == fmt.Sprint(proof), "both make the same inclusion proof")
	demand(tlog.CheckRecord(proof, tree.N, tree.Hash, position, tlog.RecordHash(altered(line, len(line)/2))) != nil,
		"a changed entry is refused")
	demand(tlog.CheckRecord(proof, tree.N, tree.Hash, (position+1)%tree.N, leaf) != nil || tree.N == 1,
		"another position is refused")
	for i := range proof {
		changed := append(tlog.RecordProof{}, proof...)
		changed[i][i%32] ^= 1
		demand(tlog.CheckRecord(changed, tree.N, tree.Hash, position, leaf) != nil, "a changed proof is refused")
	}
	// This library does not check every tile that it reads (size 700 shows it), so the proof must be checked too. What
	// comes of a changed tile is refused, or is the right proof because the changed hash was not needed for it.
	refused := 0
	for i := 0; i < tiles.read; i++ {
		damaged, err := tlog.ProveRecord(tree.N, position, tlog.TileHashReader(tree, &tileFolder{path: tiles.path, damaged: i}))
		if err != nil || tlog.CheckRecord(damaged, tree.N, tree.Hash, position, leaf) != nil {
			refused++
		} else {
			demand(fmt.Sprint(damaged) == fmt.Sprint(proof), "a changed tile is refused")
		}
	}
	demand(refused > 0 || tiles.read == 0, "some changed tile is refused")
	tiles.read = 0
}

func checkTree(tree tlog.Tree, tiles *tileFolder, earlier tlog.Tree, proof tlog.TreeProof) {
	must(tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, earlier.Hash))
	own, err := tlog.ProveTree(tree.N, earlier.N, tlog.TileHashReader(tree, tiles))
	must(err)
	demand(fmt.Sprint(own) == fmt.Sprint(proof), "both make the same consistency proof")
	changed := earlier.Hash
	changed[0] ^= 1
	demand(tlog.CheckTree(proof, tree.N, tree.Hash, earlier.N, changed) != nil, "another past is refused")
	for i := range proof {
		altered := append(tlog.TreeProof{}, proof...)
		altered[i][i%32] ^= 1
		demand(tlog.CheckTree(altered, tree.N, tree.Hash, earlier.N, earlier.Hash) != nil, "a changed proof is refused")
	}
}

// tileFolder reads tiles where C2SP tlog-tiles puts them, and changes a byte of the one numbered `damaged`.
type tileFolder struct {
	path    string
	damaged int
	read    int
}

func (f *tileFolder) Height() int { return height }

func (f *tileFolder) SaveTiles([]tlog.Tile, [][]byte) {}

func (f *tileFolder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	f.read = len(tiles)
	var all [][]byte
	for number, tile := range tiles {
		place := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", height), "tile/", 1)
		hashes, err := os.ReadFile(filepath.Join(f.path, place))
		if err != nil {
			return nil, err
		}
		if number == f.damaged {
			hashes = altered(hashes, len(hashes)/2)
		}
		all = append(all, hashes)
	}
	return all, nil
}

func altered(whole []byte, at int) []byte {
	changed := append([]byte{}, whole...)
	changed[at] ^= 1
	return changed
}

func read(path string) []byte {
	content, err := os.ReadFile(path)
	must(err)
	return content
}

func must(err error) { demand(err == nil, fmt.Sprint(err)) }

func demand(holds bool, what string) {
	if !holds {
		fmt.Println("Go does not agree:", what)
		os.Exit(1)
	}
}
