module consumer.example/shop

go 1.19
