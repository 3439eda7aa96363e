module example.com/shop

go 1.19

require example.com/library v0.0.0
