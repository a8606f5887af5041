module nodes.test/programs

go 1.26
